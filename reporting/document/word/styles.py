"""Adding the styles of `stylesheet.py` to a document."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle
from docx.text.parfmt import ParagraphFormat

from reporting.document.word.oxml import element, line, set_borders, set_outline_level
from reporting.document.word.palette import INK, SERIF
from reporting.document.word.stylesheet import LETTERS, PARAGRAPHS, Letters, Text

_KEPT_STYLES = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
_ALIGNMENTS = {"center": WD_ALIGN_PARAGRAPH.CENTER, "right": WD_ALIGN_PARAGRAPH.RIGHT}


def define_styles(document: Document, *, language: str) -> None:
    """Replace the styles of the document. `language` is a tag for Word, such as "en-US"."""
    _drop_template_styles(document)
    _set_defaults(document, language)
    for letters in LETTERS:
        _add_letters(document, letters)
    for text in PARAGRAPHS:
        _add_text(document, text)


def _drop_template_styles(document: Document) -> None:
    for style in list(document.styles):
        if style.name not in _KEPT_STYLES:
            style.element.getparent().remove(style.element)


def _set_defaults(document: Document, language: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert defaults is not None
    defaults.clear()
    fonts = element("rFonts", ascii=SERIF, hAnsi=SERIF, cs=SERIF, eastAsia=SERIF)
    size = [element("sz", val="21"), element("szCs", val="21")]
    color = element("color", val=INK)
    lang = element("lang", val=language, eastAsia=language, bidi="ar-SA")
    defaults.append(element("rPrDefault", element("rPr", fonts, color, *size, lang)))
    spacing = element("spacing", after="0", line="264", lineRule="auto")
    defaults.append(element("pPrDefault", element("pPr", element("widowControl"), spacing)))


def _add_letters(document: Document, letters: Letters) -> None:
    style = document.styles.add_style(
        letters.name, WD_STYLE_TYPE.CHARACTER, builtin=letters.name == "Hyperlink"
    )
    assert isinstance(style, CharacterStyle)
    _set_letters(style, letters)


def _add_text(document: Document, text: Text) -> None:
    style = document.styles.add_style(text.name, WD_STYLE_TYPE.PARAGRAPH, builtin=text.builtin)
    assert isinstance(style, ParagraphStyle)
    style.base_style = document.styles[text.base]
    style.hidden, style.quick_style = False, True
    _set_letters(style, text)
    _set_distances(style.paragraph_format, text)
    _set_details(style.element.get_or_add_pPr(), text)


def _set_letters(style: CharacterStyle, definition: Text | Letters) -> None:
    font = style.font
    if definition.font:
        _set_font(style.element.get_or_add_rPr(), definition.font)
    if definition.size:
        font.size = Pt(definition.size)
    if definition.color:
        font.color.rgb = RGBColor.from_string(definition.color)
    font.bold, font.italic = definition.bold, definition.italic
    if isinstance(definition, Letters):
        font.underline = definition.underline


def _set_font(properties: BaseOxmlElement, name: str) -> None:
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), name)


def _set_distances(paragraph: ParagraphFormat, text: Text) -> None:
    paragraph.space_before = None if text.before is None else Pt(text.before)
    paragraph.space_after = None if text.after is None else Pt(text.after)
    paragraph.line_spacing = text.leading
    paragraph.left_indent = None if text.left is None else Inches(text.left)
    paragraph.first_line_indent = None if text.hanging is None else Inches(-text.hanging)
    paragraph.right_indent = None if text.right is None else Inches(text.right)
    paragraph.alignment = _ALIGNMENTS.get(text.align)
    paragraph.keep_with_next = text.keep_next
    paragraph.keep_together = text.keep_lines
    if text.leader_tab:
        paragraph.tab_stops.add_tab_stop(
            Inches(text.leader_tab), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
        )


def _set_details(properties: BaseOxmlElement, text: Text) -> None:
    if text.rule:
        set_borders(properties, [line("top", size=8, color=text.rule)])
    if text.no_hyphens:
        properties.insert_element_before(
            element("suppressAutoHyphens"), "w:spacing", "w:ind", "w:jc", "w:outlineLvl"
        )
    if text.outline:
        set_outline_level(properties, text.outline)
