"""All styles of the Word document, as data."""

from dataclasses import dataclass

from reporting.document.word.palette import (
    GOLD,
    GRAY,
    MONOSPACE,
    NAVY,
    SANS,
)

ITEM_INDENT = 0.45  # inches
PORTRAIT_MEASURE = 6.3  # inches


@dataclass(frozen=True)
class Text:
    """A paragraph style. Sizes and spacing are in points, indents in inches; None is inherited."""

    name: str
    base: str = "Normal"
    font: str = ""
    size: float = 0
    color: str = ""
    bold: bool | None = None
    italic: bool | None = None
    before: float | None = None
    after: float | None = None
    leading: float | None = None
    left: float | None = None
    hanging: float | None = None
    right: float | None = None
    align: str = ""
    keep_next: bool | None = None
    keep_lines: bool | None = None
    outline: int = 0
    rule: str = ""
    no_hyphens: bool = False
    leader_tab: float = 0
    builtin: bool = False


@dataclass(frozen=True)
class Letters:
    """A character style."""

    name: str
    font: str = ""
    size: float = 0
    color: str = ""
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None


def _heading(level: int, size: float, before: float, after: float, color: str = NAVY) -> Text:
    return Text(
        f"Heading {level}",
        font=SANS,
        size=size,
        color=color,
        bold=True,
        before=before,
        after=after,
        leading=1.1,
        keep_next=True,
        keep_lines=True,
        outline=level,
        no_hyphens=True,
        builtin=True,
    )


def _contents(level: int, left: float, hanging: float, **options: float | bool | str) -> Text:
    return Text(
        f"TOC {level}",
        font=SANS,
        size=10,
        after=2,
        leading=1.1,
        left=left + hanging,
        hanging=hanging,
        right=0.5,
        leader_tab=PORTRAIT_MEASURE,
        no_hyphens=True,
        builtin=True,
        **options,  # type: ignore[arg-type]
    )


PARAGRAPHS = (
    Text("Body Text", after=7, builtin=True),
    Text("Text Heading", font=SANS, bold=True, color=NAVY, before=6, after=3, keep_next=True),
    # Cover
    Text("Title", size=18, color=NAVY, leading=1.05, align="center", keep_lines=True,
         no_hyphens=True, builtin=True, left=0.35, right=0.35, before=0, after=16),
    Text("Cover Block", font=SANS, size=10, after=1, leading=1.15, no_hyphens=True),
    Text("Cover Council", "Cover Block", bold=True, color=NAVY, after=3),
    Text("Cover Symbol", "Cover Block", align="right"),
    Text("Cover Year", size=40, color=NAVY, leading=0.9, align="center", before=125, after=12),
    Text("Cover Rule", size=4, leading=1, left=2.65, right=2.65, rule=GOLD, after=16),
    Text("Cover Line", size=10.5, align="center", after=5, left=0.5, right=0.5, no_hyphens=True),
    Text("Cover Draft", "Cover Line", font=SANS, bold=True, size=13, color=GOLD, after=14),
    Text("Cover Note", "Cover Line", size=9.5, italic=True, color=GRAY, before=24),
    # Headings
    _heading(1, 17, 26, 8),
    _heading(2, 15, 0, 8),
    _heading(3, 13, 10, 7),
    _heading(4, 11, 16, 6),
    _heading(5, 10.5, 12, 4),
    Text("Heading 6", "Heading 5", size=10, bold=False, italic=True, before=6, outline=6,
         builtin=True),
    Text("Chapter Group", font=SANS, size=11, color=GRAY, bold=True, before=0, after=4,
         leading=1.1, keep_next=True, keep_lines=True, outline=3, no_hyphens=True),
    Text("Contents Heading", font=SANS, size=17, color=NAVY, bold=True, after=14, keep_next=True),
    _contents(1, 0, 0.3, bold=True, color=NAVY, before=8),
    _contents(2, 0.3, 0, bold=True, before=6),
    _contents(3, 0.3, 0.4),
    # Items as running text
    Text("Item Text", after=5, left=ITEM_INDENT),
    Text("Item", "Item Text", hanging=ITEM_INDENT, before=4),
    Text("Item Label", "Item", after=1, keep_next=True),
    Text("Item Note", font=SANS, size=8.5, color=GRAY, left=ITEM_INDENT, after=7, leading=1.1),
    Text("Item Heading", "Text Heading", left=ITEM_INDENT, size=9.5),
    Text("Nothing", "Body Text", italic=True, color=GRAY),
    # Cells of the official table
    Text("Cell Text", font=SANS, size=8.5, after=3, leading=1.02),
    Text("Cell Head", "Cell Text", bold=True, color=NAVY, no_hyphens=True, after=1, before=1,
         keep_next=True),
    Text("Cell Item", "Cell Text", before=4),
    Text("Cell Label", "Cell Item", after=0, keep_next=True),
    Text("Cell Heading", "Cell Text", bold=True, color=NAVY, before=6, keep_next=True),
    Text("Cell Subheading", "Cell Text", italic=True, color=NAVY, before=4, keep_next=True),
    Text("Cell Note", "Cell Text", size=7.5, color=GRAY),
    # Overview
    Text("Overview Text", font=SANS, size=8.5, before=2, after=2, leading=1.05, no_hyphens=True),
    Text("Overview Figure", "Overview Text", align="right", right=0.05),
    Text("Overview Head", "Overview Text", bold=True, color=NAVY, keep_next=True),
    Text("Overview Head Figure", "Overview Head", align="right", right=0.05),
    Text("Overview Note", "Overview Text", size=7.5, color=GRAY, before=8),
    # Page furniture
    Text("Header", font=SANS, size=8, color=GRAY, after=3, leading=1, no_hyphens=True,
         builtin=True),
    Text("Header Chapter", "Header", align="right"),
    Text("Footer", font=SANS, size=8, color=GRAY, after=0, leading=1, align="right",
         builtin=True),
    Text("Section End", size=1, after=0, leading=0.1),
)  # fmt: skip

LETTERS = (
    Letters("Hyperlink", color=NAVY, underline=True),
    Letters("Paragraph Link", color=NAVY),
    Letters("Paragraph Number", font=SANS, size=8, color=GRAY),
    Letters("Cell Number", font=SANS, size=7, color=GRAY),
    Letters("Activity Number", font=SANS, color=NAVY, bold=True),
    Letters("Label", font=SANS, color=NAVY, bold=True),
    Letters("Small Note", font=SANS, size=8.5, color=GRAY),
    Letters("Acronym", color=NAVY, bold=True),
    Letters("Code", font=MONOSPACE),
    Letters("Draft", font=SANS, color=GOLD, bold=True),
)
