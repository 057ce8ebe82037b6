"""The Word file: its properties, its settings, and reproducible bytes."""

import datetime
import io
import zipfile

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.oxml import serialize_part_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from reporting.document.content import Report
from reporting.document.word.oxml import element, printable
from reporting.document.word.palette import MONOSPACE, SANS, SERIF

_NO_DATE = datetime.date(2000, 1, 1)
_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_WORD_15 = "15"
_MICROSOFT = "http://schemas.microsoft.com/office/word"
_FROM_TEMPLATE = (
    "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail",
    RELATIONSHIP_TYPE.EXTENDED_PROPERTIES,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)
_FALLBACKS = {
    SERIF: ("Source Serif Pro, Cambria, Georgia", "roman"),
    SANS: ("Source Sans Pro, Calibri, Arial", "swiss"),
    MONOSPACE: ("Courier", "modern"),
}


def finish(document: Document, report: Report, *, language: str) -> bytes:
    """The document as a file. `language` is a tag for Word, such as "en-US"."""
    _set_properties(document, report, language)
    _set_settings(document, language)
    _set_fonts(document)
    _drop_template_parts(document)
    file = io.BytesIO()
    document.save(file)
    return _with_fixed_times(file)


def _set_properties(document: Document, report: Report, language: str) -> None:
    properties = document.core_properties
    moment = datetime.datetime.combine(report.cover.date or _NO_DATE, datetime.time())
    properties.title = printable(report.marked_title)[:255]
    properties.subject = printable(report.program)[:255]
    properties.author = properties.last_modified_by = printable(report.cover.presented_by)[:255]
    properties.identifier = printable(report.cover.symbol)[:255]
    properties.language, properties.comments, properties.keywords = language, "", ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_settings(document: Document, language: str) -> None:
    settings = document.settings.element
    elements = [
        element("zoom", percent="100"),
        element("defaultTabStop", val="720"),
        element("autoHyphenation", val="true"),
        element("consecutiveHyphenLimit", val="2"),
        element("doNotHyphenateCaps"),
        element("characterSpacingControl", val="doNotCompress"),
        element("updateFields", val="true"),
        element("compat", *_compatibility()),
        element("themeFontLang", val=language),
        element("decimalSymbol", val="."),
        element("listSeparator", val=","),
    ]
    settings.clear()
    settings.extend(elements)


def _compatibility() -> list[BaseOxmlElement]:
    """The layout rules of Word 2013 and later. Without them Word opens in compatibility mode."""
    options = {
        "compatibilityMode": _WORD_15,
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    return [
        element("compatSetting", name=name, uri=_MICROSOFT, val=value)
        for name, value in options.items()
    ]


def _set_fonts(document: Document) -> None:
    """Name the typefaces that Word uses where the portal's typefaces are not installed."""
    fonts = element("fonts")
    for name, (others, family) in _FALLBACKS.items():
        alternative = element("altName", val=others)
        fonts.append(element("font", alternative, element("family", val=family), name=name))
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = serialize_part_xml(fonts)  # python-docx does not parse this part


def _drop_template_parts(document: Document) -> None:
    """Remove parts of the template of python-docx, such as a thumbnail and application data."""
    for rels in (document.part.rels, document.part.package.rels):
        for name, relation in list(rels.items()):
            if relation.reltype in _FROM_TEMPLATE:
                del rels[name]


def _with_fixed_times(file: io.BytesIO) -> bytes:
    rewritten = io.BytesIO()
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(rewritten, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST_ZIP_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, source.read(name), compresslevel=9)
    return rewritten.getvalue()
