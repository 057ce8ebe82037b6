"""The file: its properties and settings, and the same bytes for the same report."""

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
_FIRST_OF_ZIP = (1980, 1, 1, 0, 0, 0)
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
    """The document as a file. `language` as in Word: "en-US"."""
    _set_properties(document, report, language)
    _set_settings(document, language)
    _set_fonts(document)
    _drop_template_parts(document)
    made = io.BytesIO()
    document.save(made)
    return _without_times(made)


def _set_properties(document: Document, report: Report, language: str) -> None:
    properties = document.core_properties
    moment = datetime.datetime.combine(report.cover.date or _NO_DATE, datetime.time())
    properties.title = printable(report.title)[:255]
    properties.subject = printable(report.program)[:255]
    properties.author = properties.last_modified_by = printable(report.cover.presented_by)[:255]
    properties.identifier = printable(report.cover.symbol)[:255]
    properties.language, properties.comments, properties.keywords = language, "", ""
    properties.created = properties.modified = moment
    properties.revision = 1


def _set_settings(document: Document, language: str) -> None:
    settings = document.settings.element
    kept = [
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
    settings.extend(kept)


def _compatibility() -> list[BaseOxmlElement]:
    """Lay out as Word 2013 and later do; without this Word opens in compatibility mode."""
    wanted = {
        "compatibilityMode": _WORD_15,
        "overrideTableStyleFontSizeAndJustification": "1",
        "enableOpenTypeFeatures": "1",
        "doNotFlipMirrorIndents": "1",
        "differentiateMultirowTableHeaders": "1",
    }
    return [
        element("compatSetting", name=name, uri=_MICROSOFT, val=value)
        for name, value in wanted.items()
    ]


def _set_fonts(document: Document) -> None:
    """Name what Word may take where our typefaces are not installed."""
    fonts = element("fonts")
    for name, (others, family) in _FALLBACKS.items():
        alternative = element("altName", val=others)
        fonts.append(element("font", alternative, element("family", val=family), name=name))
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    part._blob = serialize_part_xml(fonts)  # python-docx keeps this part as it was read


def _drop_template_parts(document: Document) -> None:
    """Leave out what python-docx's template brings of its own: a picture, another Word's name."""
    for rels in (document.part.rels, document.part.package.rels):
        for name, relation in list(rels.items()):
            if relation.reltype in _FROM_TEMPLATE:
                del rels[name]


def _without_times(made: io.BytesIO) -> bytes:
    rewritten = io.BytesIO()
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(rewritten, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _FIRST_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            target.writestr(entry, source.read(name), compresslevel=9)
    return rewritten.getvalue()
