"""What people paste and type, and the text that it becomes: one table for the editor and the formats.

Each case has what a program puts on the clipboard (`html`, and `text` where it matters), or the keys
that are typed (`typed`), the stored form of the text (`stored`), and its words as plain text, a line
for each paragraph, line break, item and row of a table (`words`).
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    name: str
    stored: str
    words: str
    html: str = ""
    text: str = ""
    typed: str = ""  # "\n" is Enter, "\v" is Shift+Enter


_WORD_STYLE = """<!--
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{mso-style-unhide:no; mso-style-parent:""; margin:0in; font-size:12.0pt; font-family:"Calibri",sans-serif;}
span.msoDel
	{mso-style-type:export-only; mso-style-name:""; text-decoration:line-through; display:none; color:red;}
span.msoIns
	{mso-style-type:export-only; mso-style-name:""; text-decoration:underline; text-underline:single; color:teal;}
span.OldWording
	{mso-style-name:"Old Wording"; text-decoration:line-through;}
p.HiddenNote
	{mso-style-name:"Hidden Note"; mso-hide:all;}
 /* List Definitions */
 @list l0:level1
	{mso-level-number-format:bullet; mso-level-text:\\F0B7; font-family:Symbol;}
 @list l3:level1
	{mso-level-number-format:roman-lower; mso-level-tab-stop:none;}
 @list l4:level1
	{mso-level-number-format:alpha-lower; mso-level-text:"%1\\)";}
-->"""
_WORD_HEAD = f"""<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8">
<meta name=ProgId content=Word.Document><meta name=Generator content="Microsoft Word 15">
<link rel=File-List href="file:///C:/Temp/msohtmlclip1/01/clip_filelist.xml">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style>{_WORD_STYLE}</style>
<!--[if gte mso 10]><style>table.MsoNormalTable {{mso-style-name:"Table Normal";}}</style><![endif]-->
</head><body lang=EN-US link="#0563C1" style='tab-interval:.5in;word-wrap:break-word'>
<!--StartFragment-->
"""


def word(fragment: str) -> str:
    """The clipboard of Word for Windows."""
    return f"{_WORD_HEAD}{fragment}\n<!--EndFragment-->\n</body></html>"


def normal(words: str) -> str:
    return (
        f"<p class=MsoNormal style='margin-bottom:8.0pt;line-height:107%'>{words}<o:p></o:p></p>\n"
    )


def item(words: str, marker: str = "·", level: int = 1, *, list_id: int = 0, font: str = "") -> str:
    """A paragraph of a list as Word for Windows copies it: the marker is printed into it."""
    font = font or ("Symbol" if marker == "·" else "")
    style = f" style='font-family:{font};mso-fareast-font-family:{font}'" if font else ""
    return (
        f"<p class=MsoListParagraphCxSpMiddle style='margin-left:{level / 2}in;mso-add-space:\n"
        f"auto;text-indent:-.25in;mso-list:l{list_id} level{level} lfo{list_id + 1}'>"
        f"<![if !supportLists]><span{style}><span\nstyle='mso-list:Ignore'>{marker}<span "
        "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\n"
        f"</span></span></span><![endif]>{words}<o:p></o:p></p>\n"
    )


def word_web(*items: str) -> str:
    """The clipboard of Word on the web: a list of its own around every item."""
    return "".join(f'<div class="ListContainerWrapper SCXW1 BCX8">{one}</div>' for one in items)


def web_item(
    words: str, form: str, start: int, level: int = 1, style: str = "decimal", list_id: int = 2
) -> str:
    return (
        f'<ol class="NumberListStyle1 SCXW1 BCX8" role="list" start="{start}" '
        f'style="margin:0px;padding:0px;list-style-type:{style};overflow:visible">'
        f'<li data-leveltext="{form}" data-font="Calibri" data-listid="{list_id}" '
        f'data-aria-posinset="{start}" data-aria-level="{level}" role="listitem" '
        'class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1" xml:lang="EN-US" lang="EN-US">'
        f'<span class="TextRun SCXW1" data-contrast="auto"><span class="NormalTextRun SCXW1">{words}'
        '</span></span><span class="EOP SCXW1" data-ccp-props="{}">&nbsp;</span></p></li></ol>'
    )


def docs(fragment: str) -> str:
    """The clipboard of Google Docs: wrapped in a <b> that is not bold."""
    return (
        '<meta charset="utf-8"><b style="font-weight:normal;" '
        f'id="docs-internal-guid-5f3a9c1e-7fff-1a2b">{fragment}</b><br class="Apple-interchange-newline">'
    )


def docs_span(
    words: str,
    *,
    weight: int = 400,
    slope: str = "normal",
    line: str = "none",
    align: str = "baseline",
) -> str:
    return (
        '<span style="font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:'
        f"transparent;font-weight:{weight};font-style:{slope};font-variant:normal;text-decoration:{line};"
        f'vertical-align:{align};white-space:pre;white-space:pre-wrap;">{words}</span>'
    )


def docs_paragraph(*spans: str) -> str:
    return f'<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">{"".join(spans)}</p>'


def docs_item(words: str, level: int = 1, style: str = "disc") -> str:
    return (
        f'<li dir="ltr" style="list-style-type:{style};font-size:11pt;font-weight:400;white-space:pre;" '
        f'aria-level="{level}"><p dir="ltr" style="line-height:1.38;margin-top:0pt;" '
        f'role="presentation">{docs_span(words)}</p></li>'
    )


def libre(fragment: str) -> str:
    """The clipboard of LibreOffice Writer."""
    return (
        '<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv="content-type" content="text/html; '
        'charset=utf-8"/>\n\t<title></title>\n\t<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>\n'
        '\t<style type="text/css">\n\t\t@page { size: 8.27in 11.69in; margin: 0.79in }\n\t\tp { '
        "margin-bottom: 0.1in; line-height: 115% }\n\t</style>\n</head>\n"
        f'<body lang="en-US" dir="ltr">{fragment}</body>\n</html>'
    )


def excel(rows: str) -> str:
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta name=ProgId content=Excel.Sheet>'
        "<meta name=Generator content='Microsoft Excel 15'><style><!--table {mso-displayed-decimal-separator:"
        '"\\.";} .font5 {color:black; vertical-align:super;} .xl65 {text-decoration:line-through;} .xl66 '
        "{white-space:normal;} --></style></head><body link='#0563C1'><table border=0 cellpadding=0 "
        "cellspacing=0 width=192 style='border-collapse:collapse;width:144pt'><!--StartFragment--><col "
        f"width=64 span=3 style='width:48pt'>{rows}<!--EndFragment--></table></body></html>"
    )


SAFE_LINK = (
    "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.oas.org%2Fen%2Freport%3Fid%3D7&amp;data="
    "05%7C02%7Cwriter%40oim.example%7C1234&amp;sdata=abc%3D&amp;reserved=0"
)
_E_GRAVE = "&#232;"

WORD_FOR_WINDOWS = [
    Case(
        "Word: paragraphs, bold and italic",
        "<p>IOM held two workshops in <strong>San José</strong>.</p>"
        "<p>Both were <em>well attended</em> by officials.</p>",
        "IOM held two workshops in San José.\nBoth were well attended by officials.",
        word(
            normal(
                "IOM held two workshops\nin <b style='mso-bidi-font-weight:normal'>San José</b>."
            )
            + normal("&nbsp;")
            + normal("Both were <i>well attended</i><span style='color:red'> by\nofficials</span>.")
        ),
    ),
    Case(
        "Word: raised and lowered characters",
        "<p>About 10<sup>6</sup> people in 25 km<sup>2</sup>; CO<sub>2</sub>, the 2<sup>nd</sup> time</p>",
        "About 10⁶ people in 25 km²; CO₂, the 2nd time",
        word(
            normal(
                "About 10<sup>6</sup> people in 25 km<span style='position:relative;top:-3.0pt;"
                "mso-text-raise:3.0pt'>2</span>; CO<sub>2</sub>, the 2<span style='vertical-align:super'>nd"
                "</span> time"
            )
        ),
    ),
    Case(
        "Word: lowered by its own measure",
        "<p>H<sub>2</sub>O</p>",
        "H₂O",
        word(normal("H<span style='position:relative;top:3.0pt;mso-text-raise:-3.0pt'>2</span>O")),
    ),
    Case(
        "Word: a nested list of bullets",
        "<ul><li><p>First</p><ul><li><p>Within <strong>it</strong></p><ul><li><p>Deeper</p></li></ul>"
        "</li></ul></li><li><p>Second</p></li></ul>",
        "First\nWithin it\nDeeper\nSecond",
        word(
            item("First")
            + item("Within <b>it</b>", "o", 2, font='"Courier New"')
            + item("Deeper", "§", 3, font="Wingdings")
            + item("Second")
        ),
    ),
    Case(
        "Word: bullets that are letters of a symbol typeface",
        "<ul><li><p>One</p></li><li><p>Two</p></li></ul>",
        "One\nTwo",
        word(item("One", "v", font="Wingdings") + item("Two", "v", font="Wingdings")),
    ),
    Case(
        "Word: letters that the text refers to",
        '<ol type="a" data-suffix=")"><li><p>Alpha</p></li><li><p>Beta</p></li></ol>'
        "<p>As said under b) above.</p>",
        "a) Alpha\nb) Beta\nAs said under b) above.",
        word(item("Alpha", "a)") + item("Beta", "b)") + normal("As said under b) above.")),
    ),
    Case(
        "Word: levels 2., 2.1., 2.2.",
        '<ol start="2"><li><p>Training</p><ol data-prefix="2."><li><p>Mexico</p></li><li><p>Haiti</p></li></ol>'
        "</li><li><p>Study</p></li></ol>",
        "2. Training\n2.1. Mexico\n2.2. Haiti\n3. Study",
        word(
            item("Training", "2.")
            + item("Mexico", "2.1.", 2)
            + item("Haiti", "2.2.", 2)
            + item("Study", "3.")
        ),
    ),
    Case(
        "Word: levels 1.1 and 1.1.1 without a last dot",
        '<ol data-prefix="1." data-suffix=""><li><p>One</p><ol data-prefix="1.1." data-suffix=""><li><p>Two</p></li>'
        "</ol></li></ol>",
        "1.1 One\n1.1.1 Two",
        word(item("One", "1.1") + item("Two", "1.1.1", 2)),
    ),
    Case(
        "Word: Roman numbers that begin at three",
        '<ol start="3" type="i"><li><p>Third</p></li><li><p>Fourth</p></li></ol><p>See iii.</p>',
        "iii. Third\niv. Fourth\nSee iii.",
        word(item("Third", "iii.") + item("Fourth", "iv.") + normal("See iii.")),
    ),
    Case(
        "Word: letters h, i, j are no Roman numbers",
        '<ol start="8" type="a" data-suffix=")"><li><p>H</p></li><li><p>I</p></li><li><p>J</p></li></ol>',
        "h) H\ni) I\nj) J",
        word(item("H", "h)") + item("I", "i)") + item("J", "j)")),
    ),
    Case(
        "Word: one Roman number, as the head says",
        '<ol start="5" type="i" data-suffix=")"><li><p>Fifth</p></li></ol>',
        "v) Fifth",
        word(item("Fifth", "v)", list_id=3)),
    ),
    Case(
        "Word: one letter, as the head says",
        '<ol start="9" type="a" data-suffix=")"><li><p>Ninth</p></li></ol>',
        "i) Ninth",
        word(item("Ninth", "i)", list_id=4)),
    ),
    Case(
        "Word: numbers in brackets",
        '<ol start="4" data-prefix="(" data-suffix=")"><li><p>Four</p></li><li><p>Five</p></li></ol>',
        "(4) Four\n(5) Five",
        word(item("Four", "(4)") + item("Five", "(5)")),
    ),
    Case(
        "Word: capital letters and Roman capitals",
        '<ol type="I"><li><p>One</p><ol type="A"><li><p>A</p></li><li><p>B</p></li></ol></li><li><p>Two</p></li></ol>',
        "I. One\nA. A\nB. B\nII. Two",
        word(item("One", "I.") + item("A", "A.", 2) + item("B", "B.", 2) + item("Two", "II.")),
    ),
    Case(
        "Word: a list that begins at three",
        '<ol start="3"><li><p>Third point.</p></li><li><p>Fourth point.</p></li></ol>',
        "3. Third point.\n4. Fourth point.",
        word(item("Third point.", "3.") + item("Fourth point.", "4.")),
    ),
    Case(
        "Word: a list that jumps",
        '<ol><li><p>One</p></li><li value="5"><p>Five</p></li><li><p>Six</p></li></ol>',
        "1. One\n5. Five\n6. Six",
        word(item("One", "1.") + item("Five", "5.") + item("Six", "6.")),
    ),
    Case(
        "Word: numbers that begin again",
        "<ol><li><p>One</p></li><li><p>Two</p></li></ol><ol><li><p>One again</p></li></ol>",
        "1. One\n2. Two\n1. One again",
        word(item("One", "1.") + item("Two", "2.") + item("One again", "1.", list_id=1)),
    ),
    Case(
        "Word: a paragraph between two items",
        '<ol><li><p>One</p></li></ol><p>Between.</p><ol start="2"><li><p>Two</p></li></ol>',
        "1. One\nBetween.\n2. Two",
        word(item("One", "1.") + normal("Between.") + item("Two", "2.")),
    ),
    Case(
        "Word: a second paragraph within an item",
        "<ul><li><p>Workshop</p><p>It had 30 participants.</p></li><li><p>Seminar</p></li></ul>",
        "Workshop\nIt had 30 participants.\nSeminar",
        word(
            item("Workshop")
            + "<p class=MsoListParagraphCxSpMiddle style='margin-left:.5in'>It had 30 participants.<o:p></o:p></p>"
            + item("Seminar")
        ),
    ),
    Case(
        "Word: ordinals of Spanish",
        '<ol data-suffix="°"><li><p>Uno</p></li><li><p>Dos</p></li></ol>',
        "1° Uno\n2° Dos",
        word(item("Uno", "1°") + item("Dos", "2°")),
    ),
    Case(
        "Word: a page saved as filtered",
        '<ol type="a" data-suffix=")"><li><p>Alpha</p></li><li><p>Beta</p></li></ol>',
        "a) Alpha\nb) Beta",
        word(
            "<p class=MsoListParagraph style='text-indent:-.25in'>a)<span style='font:7.0pt \"Times New Roman\"'>"
            "&nbsp;&nbsp;&nbsp; </span>Alpha</p>"
            "<p class=MsoListParagraph style='text-indent:-.25in'>b)<span style='font:7.0pt \"Times New Roman\"'>"
            "&nbsp;&nbsp;&nbsp; </span>Beta</p>"
        ),
    ),
    Case(
        "Word: headings, one of them numbered",
        "<h4>Report</h4><h4>1.1 Protection of <em>migrants</em></h4><h5>Detail</h5><p>Text</p>",
        "Report\n1.1 Protection of migrants\nDetail\nText",
        word(
            "<p class=MsoTitle>Report<o:p></o:p></p>"
            "<h2 style='mso-list:l0 level2 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.1<span "
            "style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp; </span></span><![endif]>"
            "<b>Protection of <i>migrants</i></b><o:p></o:p></h2><h4>Detail<o:p></o:p></h4>"
            + normal("Text")
        ),
    ),
    Case(
        "Word: the mark of a footnote and its text",
        '<p>The first report<sup class="note">[1]</sup> is of 2011.</p><p>[1] AG/RES. 2141, p. 3.</p>',
        "The first report[1] is of 2011.\n[1] AG/RES. 2141, p. 3.",
        word(
            normal(
                'The first report<a style=\'mso-footnote-id:ftn1\' href="#_ftn1" name="_ftnref1" title=""><span '
                "class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]>"
                "<span class=MsoFootnoteReference><span style='font-size:12.0pt;vertical-align:super'>[1]</span>"
                "</span><![endif]></span></span></a> is of 2011."
            )
            + "<div style='mso-element:footnote-list'><![if !supportFootnotes]><br clear=all><hr align=left size=1 "
            "width=\"33%\"><![endif]><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a "
            'style=\'mso-footnote-id:ftn1\' href="#_ftnref1" name="_ftn1" title=""><span '
            "class=MsoFootnoteReference><span style='mso-special-character:footnote'><![if !supportFootnotes]><span "
            "class=MsoFootnoteReference>[1]</span><![endif]></span></span></a> AG/RES. 2141, p. 3.<o:p></o:p></p>"
            "</div></div>"
        ),
    ),
    Case(
        "Word: tracked changes and comments",
        "<p>Held in July 2012.</p>",
        "Held in July 2012.",
        word(
            normal(
                'Held in <s><del cite="mailto:A" datetime="2012-07-25T10:00">June</del></s><span class=msoDel>May'
                '</span><ins cite="mailto:A" datetime="2012-07-25T10:00">July</ins><span '
                "class=MsoCommentReference><a class=msocomanchor href='#_msocom_1'>[A1]</a><span "
                "style='mso-special-character:comment'>&nbsp;</span></span> 2012."
            )
            + "<div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'>"
            "<p class=MsoCommentText>Check this.</p></div></div>"
        ),
    ),
    Case(
        "Word: struck out, by a style of its own, and hidden",
        "<p>Held in July.</p>",
        "Held in July.",
        word(
            normal("Held in <span class=OldWording>May </span><s>June </s>July.")
            + "<p class=HiddenNote>Not for print.</p>"
            + normal("<span style='display:none;mso-hide:all'>Hidden.</span>")
        ),
    ),
    Case(
        "Word: a table with empty cells",
        "<table><tbody><tr><td>Country</td><td>Planned</td><td>Done</td></tr><tr><td>Mexico</td><td></td><td>5</td>"
        "</tr><tr><td>Peru</td><td>4</td><td></td></tr></tbody></table>",
        "Country | Planned | Done\nMexico |  | 5\nPeru | 4 |",
        word(
            "<table class=MsoTableGrid border=1 cellspacing=0 style='mso-yfti-tbllook:1184'>"
            + "".join(
                f"<tr style='mso-yfti-irow:{row}'>"
                + "".join(
                    f"<td width=208 valign=top style='width:155.8pt'>{normal(cell or '&nbsp;')}</td>"
                    for cell in cells
                )
                + "</tr>"
                for row, cells in enumerate(
                    [("Country", "Planned", "Done"), ("Mexico", "", "5"), ("Peru", "4", "")]
                )
            )
            + "</table>"
        ),
    ),
    Case(
        "Word: merged cells and a header in bold type",
        "<table><thead><tr><th>Region</th><th>2011</th><th></th></tr></thead><tbody><tr><td>Andes</td><td>Peru</td>"
        "<td>3</td></tr><tr><td></td><td>Chile</td><td>4</td></tr></tbody></table>",
        "Region | 2011 |\nAndes | Peru | 3\n| Chile | 4",
        word(
            "<table class=MsoTableGrid border=1><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td>"
            + normal("<b>Region</b>")
            + "</td><td colspan=2>"
            + normal("<b>2011</b>")
            + "</td></tr><tr style='mso-yfti-irow:1'><td rowspan=2>"
            + normal("Andes")
            + "</td><td>"
            + normal("Peru")
            + "</td><td>"
            + normal("3")
            + "</td></tr><tr style='mso-yfti-irow:2;mso-yfti-lastrow:yes'><td>"
            + normal("Chile")
            + "</td><td>"
            + normal("4")
            + "</td></tr><![if !supportMisalignedColumns]><tr height=0><td width=100 style='border:none'></td>"
            "<td width=50 style='border:none'></td><td width=50 style='border:none'></td></tr><![endif]></table>"
        ),
    ),
    Case(
        "Word: paragraphs and a list in a cell",
        "<table><tbody><tr><td>Mexico</td><td>30</td></tr><tr><td>First<br>Second</td><td>a) Point<br>b) More</td>"
        "</tr></tbody></table>",
        "Mexico | 30\nFirst Second | a) Point b) More",
        word(
            "<table class=MsoTableGrid border=1><tr><td>"
            + normal("Mexico")
            + "</td><td>"
            + normal("30")
            + "</td></tr>"
            "<tr><td>"
            + normal("First")
            + normal("Second")
            + "</td><td>"
            + item("Point", "a)")
            + item("More", "b)")
            + "</td></tr></table>"
        ),
    ),
    Case(
        "Word: runs of spaces and a tab",
        "<p>Name: Value  end</p>",
        "Name: Value  end",
        word(
            normal(
                "Name:<span style='mso-tab-count:1'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp; </span>Value<span "
                "style='mso-spacerun:yes'>&nbsp; </span>end"
            )
        ),
    ),
    Case(
        "Word: a space that does not break",
        "<p>AG/RES.\u00a02141 of 25\u00a0July</p>",
        "AG/RES.\u00a02141 of 25\u00a0July",
        word(normal("AG/RES.&nbsp;2141 of 25&nbsp;July")),
    ),
    Case(
        "Word: symbols of its own typefaces",
        "<p>Mexico → Peru, α and ✓ • done</p>",
        "Mexico → Peru, α and ✓ • done",
        word(
            normal(
                "Mexico <span style='font-family:Wingdings;mso-char-type:symbol;mso-symbol-font-family:Wingdings'>"
                "<span style='mso-char-type:symbol;mso-symbol-font-family:Wingdings'>à</span></span> Peru, <span "
                "style='font-family:Symbol;mso-char-type:symbol;mso-symbol-font-family:Symbol'>a</span> and <span "
                "style='font-family:Wingdings'>\uf0fc</span> \uf0b7 done"
            )
        ),
    ),
    Case(
        "Word: languages of the spelling check are no languages of passages",
        "<p>The page of the office</p>",
        "The page of the office",
        word(
            normal(
                "<span lang=ES style='mso-ansi-language:ES'>The page</span><span lang=EN-GB> of the office</span>"
            )
        ),
    ),
    Case(
        "Word: a quotation",
        "<blockquote><p>So it was said.</p></blockquote><p>Text</p>",
        "So it was said.\nText",
        word("<p class=MsoQuote>So it was said.<o:p></o:p></p>" + normal("Text")),
    ),
    Case(
        "Word: line breaks",
        "<p>One<br>two</p><p>three</p>",
        "One\ntwo\nthree",
        word(normal("One<br>\ntwo<br><br>three<br>")),
    ),
    Case(
        "Outlook: a link behind Safe Links",
        '<p>See <a href="https://www.oas.org/en/report?id=7">the report</a> and '
        '<a href="https://www.oas.org/en/report?id=7">https://www.oas.org/en/report?id=7</a>.</p>',
        "See the report and https://www.oas.org/en/report?id=7.",
        word(
            normal(
                f'See <a href="{SAFE_LINK}">the report</a> and <a href="{SAFE_LINK}">'
                "https://nam12.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.oas.org%2Fen%2Freport%3Fid%3D7"
                "&amp;data=05%7C02%7Cwriter%40oim.example%7C1234&amp;sdata=abc%3D&amp;reserved=0</a>."
            )
        ),
    ),
    Case(
        "Outlook on the web: the address that it keeps beside",
        '<p><a href="https://www.oas.org/x">page</a></p>',
        "page",
        '<div class="elementToProof" style="font-family: Aptos; font-size: 12pt;"><a href="https://eur03.safelinks.'
        'protection.outlook.com/?url=broken" originalsrc="https://www.oas.org/x" id="OWA1" '
        'data-linkindex="0">page</a></div>',
    ),
]

WORD_FOR_WINDOWS += [
    Case(
        "Word: raised by its place on the line",
        "<p>10<sup>6</sup> and H<sub>2</sub>O</p>",
        "10⁶ and H₂O",
        word(
            normal(
                "10<span style='font-size:8.0pt;position:relative;top:-4.0pt'>6</span> and H<span "
                "style='font-size:8.0pt;position:relative;top:2.5pt'>2</span>O"
            )
        ),
    ),
    Case(
        "Word: a deleted item of a list leaves the numbers of the others",
        '<ol start="2"><li><p>Study</p></li></ol>',
        "2. Study",
        word(item("<del cite='x'>Training</del>", "1.") + item("Study", "2.")),
    ),
    Case(
        "Word: numbers with a zero before them",
        '<ol start="9" data-prefix="0"><li><p>Nine</p></li></ol><ol start="10"><li><p>Ten</p></li></ol>',
        "09. Nine\n10. Ten",
        word(item("Nine", "09.") + item("Ten", "10.")),
    ),
    Case(
        "Word: articles",
        '<ol data-prefix="Artículo "><li><p>Uno</p></li><li><p>Dos</p></li></ol>',
        "Artículo 1. Uno\nArtículo 2. Dos",
        word(item("Uno", "Artículo 1.") + item("Dos", "Artículo 2.")),
    ),
    Case(
        "Word: a deleted row of a table",
        "<table><tbody><tr><td>Mexico</td><td>5</td></tr></tbody></table>",
        "Mexico | 5",
        word(
            "<table class=MsoTableGrid><tr><td>" + normal("<s>Peru</s>") + "</td><td>" + normal("<s>4</s>")
            + "</td></tr><tr><td>" + normal("Mexico") + "</td><td>" + normal("5") + "</td></tr></table>"
        ),
    ),
]  # fmt: skip

WORD_ON_THE_WEB = [
    Case(
        "Word on the web: paragraphs, bold, a raised number",
        "<p><strong>Activities</strong> of 10<sup>6</sup> people</p><p>End</p>",
        "Activities of 10⁶ people\nEnd",
        '<div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1"><span class="TextRun SCXW1" '
        'style="font-weight:bold"><span class="NormalTextRun">Activities</span></span><span class="TextRun"> of 10'
        '</span><span class="TextRun" style="vertical-align:super;font-size:8pt">6</span><span class="TextRun"> '
        'people</span><span class="EOP">&nbsp;</span></p></div><div class="OutlineElement Ltr"><p '
        'class="Paragraph"><span>End</span><span class="EOP">&nbsp;</span></p></div>',
    ),
    Case(
        "Word on the web: bullets of two levels",
        "<ul><li><p>Training</p><ul><li><p>in Mexico</p></li></ul></li></ul>",
        "Training\nin Mexico",
        word_web(
            '<ul class="BulletListStyle1" role="list"><li data-leveltext="\uf0b7" data-font="Symbol" '
            'data-aria-level="1" role="listitem"><p class="Paragraph">Training<span class="EOP">&nbsp;</span></p>'
            "</li></ul>",
            '<ul role="list"><li data-leveltext="o" data-font="Courier New" data-aria-level="2"><p>in Mexico</p>'
            "</li></ul>",
        ),
    ),
    Case(
        "Word on the web: letters with a bracket",
        '<ol type="a" data-suffix=")"><li><p>Alpha</p></li><li><p>Beta</p></li></ol>',
        "a) Alpha\nb) Beta",
        word_web(
            web_item("Alpha", "%1)", 1, style="lower-alpha"),
            web_item("Beta", "%1)", 2, style="lower-alpha"),
        ),
    ),
    Case(
        "Word on the web: levels 2., 2.1., 2.2.",
        '<ol start="2"><li><p>Training</p><ol data-prefix="2."><li><p>Mexico</p></li><li><p>Haiti</p></li></ol></li>'
        "<li><p>Study</p></li></ol>",
        "2. Training\n2.1. Mexico\n2.2. Haiti\n3. Study",
        word_web(
            web_item("Training", "%1.", 2),
            web_item("Mexico", "%1.%2.", 1, 2),
            web_item("Haiti", "%1.%2.", 2, 2),
            web_item("Study", "%1.", 3),
        ),
    ),
    Case(
        "Word on the web: tracked changes",
        "<p>Held in July</p>",
        "Held in July",
        '<p class="Paragraph"><span class="TextRun">Held in </span><span class="TrackChangeTextDeletionMarker">'
        '<span class="TextRun TrackChangeTextDeletion">June</span></span><span class="TrackChangeTextInsertion">'
        "July</span></p>",
    ),
]

GOOGLE_DOCS = [
    Case(
        "Google Docs: bold, slanted and raised",
        "<p>Plain, <strong>bold</strong><em> slanted</em> 10<sup>6</sup></p><p>End</p>",
        "Plain, bold slanted 10⁶\nEnd",
        docs(
            docs_paragraph(
                docs_span("Plain, "),
                docs_span("bold", weight=700),
                docs_span(" slanted", slope="italic"),
                docs_span(" 10"),
                docs_span('<span style="font-size:0.6em;vertical-align:super;">6</span>'),
            )
            + "<br />"
            + docs_paragraph(docs_span("End"))
        ),
    ),
    Case(
        "Google Docs: struck out",
        "<p>Held in July.</p>",
        "Held in July.",
        docs(
            docs_paragraph(
                docs_span("Held in "), docs_span("June ", line="line-through"), docs_span("July.")
            )
        ),
    ),
    Case(
        "Google Docs: lists within lists stand beside their items",
        '<ol><li><p>One</p><ol type="a"><li><p>A</p></li><li><p>B</p></li></ol></li><li><p>Two</p></li></ol>',
        "1. One\na. A\nb. B\n2. Two",
        docs(
            '<ol style="margin-top:0;margin-bottom:0;padding-inline-start:48px;">'
            + docs_item("One", style="decimal")
            + '<ol style="margin-top:0;">'
            + docs_item("A", 2, "lower-alpha")
            + docs_item("B", 2, "lower-alpha")
            + "</ol>"
            + docs_item("Two", style="decimal")
            + "</ol>"
        ),
    ),
    Case(
        "Google Docs: bullets and a link with tracking",
        '<ul><li><p>One</p><ul><li><p>Two</p></li></ul></li></ul><p><a href="https://oas.org/x?id=2#top">link</a></p>',
        "One\nTwo\nlink",
        docs(
            "<ul>"
            + docs_item("One")
            + "<ul>"
            + docs_item("Two", 2, "circle")
            + "</ul></ul>"
            + docs_paragraph(
                '<a href="https://www.google.com/url?q=https://oas.org/x?id%3D2%26utm_source%3Dmail%23top&amp;sa=D" '
                f'style="text-decoration:none;">{docs_span("link", line="underline")}</a>'
            )
        ),
    ),
    Case(
        "Google Docs: a table with an empty and a merged cell",
        "<table><tbody><tr><td>Mexico</td><td></td><td>5</td></tr><tr><td>Total</td><td></td><td>5</td></tr></tbody>"
        "</table>",
        "Mexico |  | 5\nTotal |  | 5",
        docs(
            '<div dir="ltr" style="margin-left:0pt;" align="left"><table style="border:none;"><colgroup><col '
            f'width="100" /><col /><col /></colgroup><tbody><tr><td>{docs_paragraph(docs_span("Mexico"))}</td><td>'
            f'<br></td><td>{docs_paragraph(docs_span("5"))}</td></tr><tr><td colspan="2">'
            f"{docs_paragraph(docs_span('Total'))}</td><td>{docs_paragraph(docs_span('5'))}</td></tr></tbody></table>"
            "</div>"
        ),
    ),
    Case(
        "Google Docs: a note and a comment, as published",
        '<p>As resolved<sup class="note">[1]</sup>.</p><p>[1] AG/RES. 2141</p>',
        "As resolved[1].\n[1] AG/RES. 2141",
        '<p><span>As resolved</span><sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup><sup><a href="#cmnt1" '
        'id="cmnt_ref1">[a]</a></sup><span>.</span></p><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a>'
        "<span>&nbsp;AG/RES. 2141</span></p></div>".replace("&nbsp;", ""),
    ),
]

LIBRE_OFFICE = [
    Case(
        "LibreOffice: a list that begins at two, one within it",
        "<p>Held in <strong>Lima</strong>:</p>"
        '<ol start="2"><li><p>Seminar</p><ol type="a"><li><p>First <em>day</em></p></li></ol></li><li><p>Study</p></li>'
        "</ol>",
        "Held in Lima:\n2. Seminar\na. First day\n3. Study",
        libre(
            '<p style="line-height: 100%; margin-bottom: 0in">Held in <font color="#000000"><b>Lima</b></font>:</p>\n'
            '<ol start="2">\n\t<li><p style="margin-bottom: 0in">Seminar</p></li>\n\t<ol type="a">\n\t\t<li><p>First '
            "<i>day</i></p></li>\n\t</ol>\n\t<li><p>Study</p></li>\n</ol>"
        ),
    ),
    Case(
        "LibreOffice: Roman numbers that begin at three",
        '<ol start="3" type="i"><li><p>Third</p></li><li><p>Fourth</p></li></ol><p>See iii</p>',
        "iii. Third\niv. Fourth\nSee iii",
        libre(
            '<ol type="i" start="3"><li><p>Third</p></li><li><p>Fourth</p></li></ol><p>See iii</p>'
        ),
    ),
    Case(
        "LibreOffice: notes at the foot and at the end",
        '<p>As resolved<sup class="note">1</sup> and said<sup class="note">i</sup>.</p><p>1 AG/RES. 2141</p>'
        "<p>i Minutes</p>",
        "As resolved¹ and saidi.\n1 AG/RES. 2141\ni Minutes",
        libre(
            '<p>As resolved<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> and '
            'said<a class="sdendnoteanc" name="sdendnote1anc" href="#sdendnote1sym"><sup>i</sup></a>.</p>'
            '<div id="sdfootnote1"><p class="sdfootnote"><a class="sdfootnotesym" name="sdfootnote1sym" '
            'href="#sdfootnote1anc">1</a>AG/RES. 2141</p></div><div id="sdendnote1"><p class="sdendnote"><a '
            'class="sdendnotesym" name="sdendnote1sym" href="#sdendnote1anc">i</a>Minutes</p></div>'
        ),
    ),
    Case(
        "LibreOffice: struck out, raised, a symbol",
        "<p>In July, 25 km<sup>2</sup> •</p>",
        "In July, 25 km² •",
        libre(
            '<p>In <strike>June</strike><s>May</s>July, 25 km<sup>2</sup> <font face="Symbol">\uf0b7</font></p>'
        ),
    ),
    Case(
        "LibreOffice: a table with a header",
        "<table><thead><tr><th>Country</th><th>Done</th></tr></thead><tbody><tr><td>Mexico</td><td>5</td></tr>"
        "</tbody></table>",
        "Country | Done\nMexico | 5",
        libre(
            '<table width="100%" cellpadding="4" cellspacing="0"><col width="128*"/><col width="128*"/><thead><tr '
            'valign="top"><th width="50%"><p align="center">Country</p></th><th><p>Done</p></th></tr></thead><tbody>'
            "<tr><td><p>Mexico</p></td><td><p>5</p></td></tr></tbody></table>"
        ),
    ),
]

OTHER_PROGRAMS = [
    Case(
        "Excel: cells, an empty one, a struck one, a raised number",
        "<table><tbody><tr><td>Country</td><td>Done</td><td>Area</td></tr><tr><td>Peru</td><td></td>"
        "<td>25 km<sup>2</sup></td></tr></tbody></table>",
        "Country | Done | Area\nPeru |  | 25 km²",
        excel(
            "<tr height=20><td height=20 width=64>Country</td><td>Done</td><td>Area</td></tr><tr><td>Peru</td><td "
            'class=xl66><s>4</s></td><td class=xl66>25 km<font class="font5">2</font></td></tr>'
        ),
    ),
    Case(
        "Excel: a cell that is struck out keeps its column",
        "<table><tbody><tr><td></td><td>5</td></tr><tr><td>Peru</td><td>4</td></tr></tbody></table>",
        "| 5\nPeru | 4",
        excel("<tr><td class=xl65>Mexico</td><td>5</td></tr><tr><td>Peru</td><td>4</td></tr>"),
    ),
    Case(
        "Excel: a row that is hidden",
        "<table><tbody><tr><td>Mexico</td><td>5</td></tr><tr><td>Chile</td><td>3</td></tr></tbody></table>",
        "Mexico | 5\nChile | 3",
        excel(
            "<tr><td>Mexico</td><td>5</td></tr><tr style='display:none'><td>Peru</td><td>4</td></tr><tr><td>Chile</td>"
            "<td>3</td></tr>"
        ),
    ),
    Case(
        "A web page: raised and lowered characters",
        "<p>About 10<sup>6</sup> people in 25 km<sup>2</sup></p>",
        "About 10⁶ people in 25 km²",
        "<p>About 10<sup>6</sup> people in 25 km<sup>2</sup></p>",
    ),
    Case(
        "A web page: struck out",
        "<p>Held in July.</p>",
        "Held in July.",
        "<p>Held in <s>June </s><strike>May </strike><del>April </del><span style='text-decoration:line-through'>"
        "March </span><ins>July</ins>.</p>",
    ),
    Case(
        "A web page: its own numbers",
        '<ol start="4"><li><p>Four</p></li><li value="9"><p>Nine</p></li></ol><ol start="2"><li><p>Two</p></li>'
        '<li value="1"><p>One</p></li></ol>',
        "4. Four\n9. Nine\n2. Two\n1. One",
        "<ol start=4><li>Four</li><li value=9>Nine</li></ol><ol reversed><li>Two</li><li>One</li></ol>",
    ),
    Case(
        "A web page: headings, quotations, terms",
        "<h4>Migration</h4><p>Text of a</p><p>division <em>within</em></p><blockquote><p>Quoted</p></blockquote>"
        "<p>Term</p><p>Meaning</p><h5>Small</h5><p>trap</p>",
        "Migration\nText of a\ndivision within\nQuoted\nTerm\nMeaning\nSmall\ntrap",
        "<article><h1>Migration</h1><div>Text of a<div>division <em>within</em></div><blockquote><p>Quoted</p>"
        "</blockquote><dl><dt>Term</dt><dd>Meaning</dd></dl></div><h4>Small</h4><a href='javascript:alert(1)'>trap</a>"
        "<img src=x onerror=alert(1)><script>alert(1)</script></article>",
    ),
    Case(
        "A web page: a table with merged cells and one within another",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>in<br>x | y<br>z | w</td></tr>"
        "<tr><td></td><td>2</td></tr></tbody></table>",
        "A | B\n1 | in x | y z | w\n| 2",
        "<table><tr><th>A</th><th>B</th></tr><tr><td rowspan=2>1</td><td>in<table><tr><td>x</td><td>y</td></tr><tr>"
        "<td>z</td><td>w</td></tr></table></td></tr><tr><td>2</td></tr></table>",
    ),
    Case(
        "A web page: what Markdown would take for markup",
        "<p>1. not a list</p><p># not a heading</p><p>- no *star* _line_ `code` &lt;b&gt; 5 &lt; 6</p><p>---</p>"
        "<p>&gt; more</p><p>2012. 30</p>",
        "1. not a list\n# not a heading\n- no *star* _line_ `code` <b> 5 < 6\n---\n> more\n2012. 30",
        "<p>1. not a list</p><p># not a heading</p><p>- no *star* _line_ `code` &lt;b&gt; 5 &lt; 6</p><p>---</p>"
        "<p>&gt; more</p><p>2012. 30</p>",
    ),
    Case(
        "A web page: another language",
        '<p lang="es">La oficina.</p><p>The <span lang="fr">bureau</span></p>',
        "La oficina.\nThe bureau",
        '<p lang="es">La oficina.</p><p lang="en">The <i lang="fr" style="font-style:normal">bureau</i></p>',
    ),
    Case(
        "A web page: lines that it keeps",
        "<p>one  two<br>three</p>",
        "one  two\nthree",
        "<pre>one  two\n\tthree\n</pre>",
    ),
    Case(
        "Slack: two paragraphs, a list, struck out",
        "<p>First line<br>second line</p><p>Next</p><ul><li><p>point</p></li></ul>",
        "First line\nsecond line\nNext\npoint",
        '<meta charset="utf-8"><span class="p-rich_text_section">First line<br>second line<span '
        'class="c-mrkdwn__br" data-stringify-type="paragraph-break"></span>Next <s '
        'data-stringify-type="strike">old</s></span><ul data-stringify-type="unordered-list" data-indent="0"><li '
        'data-stringify-indent="0">point</li></ul>',
    ),
    Case(
        "Teams: a message with a wrapped link",
        '<p>See <a href="https://www.oas.org/a?b=1">the page</a></p>',
        "See the page",
        '<div itemprop="copy-paste-block"><p>See <a href="https://statics.teams.cdn.office.net/evergreen-assets/'
        'safelinks/1/atp-safelinks.html?url=https%3A%2F%2Fwww.oas.org%2Fa%3Fb%3D1&amp;locale=en" title="x">the page'
        "</a></p></div>",
    ),
    Case(
        "Mail: addresses behind Proofpoint and Facebook",
        '<p><a href="http://www.oas.org/a/b">one</a> <a href="https://www.oas.org/c-d?e=f_g">two</a> '
        '<a href="https://www.oas.org/q?x=a*b">three</a> <a href="https://www.iom.int/">four</a></p>',
        "one two three four",
        '<p><a href="https://urldefense.proofpoint.com/v1/url?u=http://www.oas.org/a/b&amp;k=oIvRg1%2BdGAgOoM1BIlLLqw'
        '%3D%3D%0A">one</a> <a href="https://urldefense.proofpoint.com/v2/url?u=https-3A__www.oas.org_c-2Dd-3Fe-3Df'
        '-5Fg&amp;d=DwMFaQ&amp;c=x">two</a> <a href="https://urldefense.com/v3/__https://www.oas.org/q?x=a*b__;Kg!!'
        'abc!def$">three</a> <a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.iom.int%2F%3Ffbclid%3DIwAR0'
        '&amp;h=AT1">four</a></p>',
    ),
    Case(
        "Mail: a list of links with tracking, the address as words",
        '<p><a href="https://www.oas.org/n?id=3">https://www.oas.org/n?id=3</a></p>',
        "https://www.oas.org/n?id=3",
        '<p><a href="https://www.oas.org/n?utm_source=newsletter&amp;id=3&amp;mc_cid=5a&amp;mc_eid=UNIQID">'
        "https://www.oas.org/n?utm_source=newsletter&amp;id=3&amp;mc_cid=5a&amp;mc_eid=UNIQID</a></p>",
    ),
    Case(
        "The portal's own page: the markers are words there",
        '<ol start="2" type="a" data-suffix=")"><li><p>Beta</p></li><li><p>Gamma</p><p>More</p></li></ol>',
        "b) Beta\nc) Gamma\nMore",
        '<ol class="marked"><li><span class="marker">b)</span> Beta</li><li><p><span class="marker">c)</span> Gamma'
        "</p><p>More</p></li></ol>",
    ),
    Case(
        "Characters: invisible ones, soft hyphens, direction",
        "<p>information zuckerhutberg quetzalcoatl zanzibartown Report txet desrever of 👩\u200d👧</p>",
        "information zuckerhutberg quetzalcoatl zanzibartown Report txet desrever of 👩\u200d👧",
        "<p>in\u00adfor\u00adma\u00adtion zuckerhut\u00adberg quetzal\u200bcoatl zanzibar\u200ftown Report "
        "\u202etxet desrever of 👩\u200d👧</p>",
    ),
    Case(
        "Characters: bytes of Windows-1252, private-use bullets, separators",
        "<p>“Yes” – it’s 5 € … • point<br>line</p><p>paragraph</p>",
        "“Yes” – it’s 5 € … • point\nline\nparagraph",
        "<p>\u0093Yes\u0094 \u0096 it\u0092s 5 \u0080 \u0085 \uf0b7 point\u2028line\u2029paragraph</p>",
    ),
    Case("Nothing that a text can hold", "", "", "<img src='x.png'>"),
]

PLAIN_TEXT = [
    Case(
        "Plain text: every line as it is",
        "<p>Workshops held in:<br>Lima, 4 May<br>Quito, 9 May<br>Bogota, 12 May</p><p>End</p>",
        "Workshops held in:\nLima, 4 May\nQuito, 9 May\nBogota, 12 May\nEnd",
        text="Workshops held in:\r\nLima, 4 May\r\nQuito, 9 May\r\nBogota, 12 May\r\n\r\nEnd\r\n",
    ),
    Case(
        "Plain text: tabs and spaces before a paragraph, markup of Markdown",
        "<p>An ordinary paragraph with *stars*</p><p>Title<br>-----<br># 5</p><p>&lt;b&gt; &amp;amp; 1998.</p>",
        "An ordinary paragraph with *stars*\nTitle\n-----\n# 5\n<b> &amp; 1998.",
        text="\tAn ordinary paragraph with *stars*\n\n    Title\n-----\n# 5\n\n\n<b> &amp; 1998.",
    ),
    Case(
        "PDF viewer: words divided at the ends of lines are not touched",
        "<p>The office im-<br>plemented a pro-<br>gramme for mi-<br>grants</p>",
        "The office im-\nplemented a pro-\ngramme for mi-\ngrants",
        text="The office im-\nplemented a pro-\ngramme for mi-\ngrants",
    ),
    Case(
        "WhatsApp: a message and its time",
        "<p>[14:05, 25/07/2012] Ana: *Listo*<br>- uno<br>- dos</p>",
        "[14:05, 25/07/2012] Ana: *Listo*\n- uno\n- dos",
        text="[14:05, 25/07/2012] Ana: *Listo*\n- uno\n- dos",
    ),
    Case(
        "Plain text: wrapped addresses and invisible characters",
        "<p>See https://www.oas.org/en/report?id=7, and http://www.oas.org/a.</p>",
        "See https://www.oas.org/en/report?id=7, and http://www.oas.org/a.",
        text="See "
        + SAFE_LINK.replace("&amp;", "&")
        + ", \u200band\ufeff https://urldefense.proofpoint.com/v2/url?u=http-3A__www.oas.org_a&d=Dw.",
    ),
    Case(
        "Plain text: bytes of Windows-1252 and Unicode's line ends",
        "<p>“Yes” – 5 €<br>next</p><p>last</p>",
        "“Yes” – 5 €\nnext\nlast",
        text="\u0093Yes\u0094 \u0096 5 \u0080\u2028next\u2029last",
    ),
]

TYPED = [
    Case(
        "Typed: years at the beginning of paragraphs",
        "<p>2011. In this year the office opened.</p><p>1998. The agreement.</p>",
        "2011. In this year the office opened.\n1998. The agreement.",
        typed="2011. In this year the office opened.\n1998. The agreement.",
    ),
    Case(
        "Typed: line breaks",
        "<p>Workshops held in:<br>Lima, 4 May<br>Quito, 9 May</p>",
        "Workshops held in:\nLima, 4 May\nQuito, 9 May",
        typed="Workshops held in:\vLima, 4 May\vQuito, 9 May",
    ),
    Case(
        "Typed: signs that are markup elsewhere",
        '<p>2 * 3 * 4 = _24_, 5 &lt; 6 &amp; `x` [1](y) ## --- ... (c) "q"</p>',
        '2 * 3 * 4 = _24_, 5 < 6 & `x` [1](y) ## --- ... (c) "q"',
        typed='2 * 3 * 4 = _24_, 5 < 6 & `x` [1](y) ## --- ... (c) "q"',
    ),
    Case(
        "Typed: bullets and numbers stay what they are",
        "<p>- one</p><p>- two</p><p>1) three</p><p>2) four</p><p># five</p><p>&gt; six</p>",
        "- one\n- two\n1) three\n2) four\n# five\n> six",
        typed="- one\n- two\n1) three\n2) four\n# five\n> six",
    ),
    Case(
        "Typed: two spaces and an empty paragraph",
        "<p>One.  Two.</p><p>Three.</p>",
        "One.  Two.\nThree.",
        typed="One.  Two.\n\nThree.",
    ),
]

COLUMNS = [
    Case(
        'Plain text: columns with empty cells',
        '<table><tbody><tr><td>Country</td><td>Planned</td><td>Done</td></tr><tr><td>Mexico</td><td></td><td>5</td></tr><tr><td>Peru</td><td>4</td><td></td></tr></tbody></table>',
        'Country | Planned | Done\nMexico |  | 5\nPeru | 4 |',
        text="Country\tPlanned\tDone\nMexico\t\t5\nPeru\t4\t\n",
    ),
    Case(
        'Plain text: two columns between lines',
        '<p>Participants:</p><table><tbody><tr><td>Mexico</td><td>5</td></tr><tr><td>Peru</td><td>4</td></tr><tr><td></td><td>9</td></tr></tbody></table><p>As of 2011.</p><p>End</p>',
        'Participants:\nMexico | 5\nPeru | 4\n| 9\nAs of 2011.\nEnd',
        text="Participants:\nMexico\t5\nPeru\t4\n\t9\nAs of 2011.\n\nEnd",
    ),
    Case(
        'Plain text: two tables, an empty row',
        '<table><tbody><tr><td>a</td><td>b</td></tr><tr><td></td><td></td></tr><tr><td>c</td><td>d</td></tr></tbody></table><table><tbody><tr><td>e</td><td>f</td></tr><tr><td>g</td><td>h</td></tr></tbody></table>',
        'a | b\n|\nc | d\ne | f\ng | h',
        text="a\tb\n\t\nc\td\n\ne\tf\ng\th",
    ),
    Case(
        'Plain text: tabs that only indent or follow a marker',
        '<p>1. One<br>2. Two</p><p>In<br>dented</p><p>Name: Value</p>',
        '1. One\n2. Two\nIn\ndented\nName: Value',
        text="1.\tOne\n2.\tTwo\n\n\tIn\n\tdented\n\nName:\tValue",
    ),
    Case(
        'Plain text: lines with unequal tabs',
        '<p>a b c<br>d e</p>',
        'a b c\nd e',
        text="a\tb\tc\nd\te",
    ),
    Case(
        'Word: tab stops with an empty column',
        '<table><tbody><tr><td>Mexico</td><td></td><td>5</td></tr><tr><td>Peru</td><td>4</td><td></td></tr></tbody></table>',
        'Mexico |  | 5\nPeru | 4 |',
        word(normal("Mexico<span style='mso-tab-count:2'>&nbsp;&nbsp;&nbsp; &nbsp;&nbsp;&nbsp; </span>5") + normal("Peru<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>4<span style='mso-tab-count:1'>&nbsp; </span>")),
    ),
    Case(
        'Word: tab stops of one gap',
        '<p>Name: Ana</p><p>Place: Lima</p>',
        'Name: Ana\nPlace: Lima',
        word(normal("Name:<span style='mso-tab-count:1'>&nbsp;&nbsp; </span>Ana") + normal("Place:<span style='mso-tab-count:1'>&nbsp; </span>Lima")),
    ),
    Case(
        'Google Docs: tabs with an empty column',
        '<table><tbody><tr><td>Mexico</td><td></td><td>5</td></tr><tr><td>Peru</td><td>4</td><td></td></tr></tbody></table>',
        'Mexico |  | 5\nPeru | 4 |',
        docs(docs_paragraph(docs_span("Mexico"), docs_span("<span class=\"Apple-tab-span\" style=\"white-space:pre;\">\t\t</span>5")) + docs_paragraph(docs_span("Peru\t4\t"))),
    ),
    Case(
        'PDF viewer: soft hyphens at the ends of lines',
        '<p>The co-<br>operation of the project</p>',
        'The co-\noperation of the project',
        text="The co\u00ad\noperation of the pro\u00adject\u00ad",
    ),
    Case(
        'PDF viewer: soft hyphens in a page',
        '<p>The co-<br>operation</p><p>a project of mi-</p><p>grants</p>',
        'The co-\noperation\na project of mi-\ngrants',
        "<p>The co&shy;<br>operation</p><p>a pro&shy;ject of mi&shy;</p><p>grants&shy;</p>",
    ),
]  # fmt: skip

MARKERS = [
    Case(
        'Word: markers that are words',
        '<p>Primero. Uno</p><p>Segundo. Dos</p><p>One One</p><p>1st Once</p>',
        'Primero. Uno\nSegundo. Dos\nOne One\n1st Once',
        word(item("Uno", "Primero.") + item("Dos", "Segundo.") + item("One", "One") + item("Once", "1st")),
    ),
    Case(
        'Word: markers of other alphabets',
        '<p>α) Alfa</p><p>β) Beta</p><p>а) A</p><p>一、 Uno</p>',
        'α) Alfa\nβ) Beta\nа) A\n一、 Uno',
        word(item("Alfa", "α)") + item("Beta", "β)") + item("A", "а)") + item("Uno", "一、")),
    ),
    Case(
        'Word: circled numbers',
        '<p>① Uno</p><p>② Dos</p>',
        '① Uno\n② Dos',
        word(item("Uno", "①") + item("Dos", "②")),
    ),
    Case(
        'Word: a word as a marker within a list',
        '<ol><li><p>Uno</p><p>α) Within</p></li><li><p>Dos</p></li></ol>',
        '1. Uno\nα) Within\n2. Dos',
        word(item("Uno", "1.") + item("Within", "α)", 2) + item("Dos", "2.")),
    ),
    Case(
        'Word: ordinals with a letter raised',
        '<ol data-suffix=".º"><li><p>Uno</p></li><li><p>Dos</p></li></ol>',
        '1.º Uno\n2.º Dos',
        word(item("Uno", "1.º") + item("Dos", "2.º")),
    ),
    Case(
        'Word: a box that is ticked is no bullet',
        '<p>☑ Done</p><p>☐ Open</p>',
        '☑ Done\n☐ Open',
        word(item("Done", "☑") + item("Open", "☐")),
    ),
    Case(
        'Word on the web: a list that begins at zero, and Greek letters',
        '<ol start="0"><li><p>Zero</p></li></ol><p>α) Alfa</p>',
        '0. Zero\nα) Alfa',
        word_web(web_item("Zero", "%1.", 0), web_item("Alfa", "%1)", 1, style="lower-greek", list_id=3)),
    ),
    Case(
        'Outlook on the web: a letter as a string of its style',
        '<ol start="3" type="a" data-suffix=")"><li><p>Gamma</p></li><li><p>Delta</p></li></ol>',
        'c) Gamma\nd) Delta',
        "<ul><li style='list-style-type: \"c) \"'><div>Gamma</div></li><li style='list-style-type: \"d) \"'><div>Delta</div></li></ul>",
    ),
    Case(
        'Outlook on the web: numbers and a dash as strings',
        '<ol data-suffix=")"><li><p>One</p></li></ol><ul><li><p>Dash</p></li></ul>',
        '1) One\nDash',
        "<ul><li style='list-style-type: \"1) \"'>One</li></ul><ul><li style='list-style-type: \"- \"'>Dash</li></ul>",
    ),
    Case(
        'Google Docs: numbers with a zero',
        '<ol data-prefix="0"><li><p>One</p></li><li><p>Two</p></li></ol>',
        '01. One\n02. Two',
        docs("<ol>" + docs_item("One", style="decimal-leading-zero") + docs_item("Two", style="decimal-leading-zero") + "</ol>"),
    ),
    Case(
        'A web page: Greek letters and Chinese numbers',
        '<p>α. Alfa</p><p>β. Beta</p><p>十、 Ten</p><p>十一、 More</p>',
        'α. Alfa\nβ. Beta\n十、 Ten\n十一、 More',
        "<ol style='list-style-type:lower-greek'><li>Alfa</li><li>Beta</li></ol><ol style='list-style-type:cjk-ideographic' start=10><li>Ten</li><li>More</li></ol>",
    ),
    Case(
        'A web page: numbers below zero',
        '<ol data-prefix="-"><li><p>Before</p></li></ol><ol start="0"><li><p>Zero</p></li><li><p>One</p></li></ol>',
        '-1. Before\n0. Zero\n1. One',
        "<ol start=-1><li>Before</li><li>Zero</li><li>One</li></ol>",
    ),
    Case(
        'A web page: numbers of their own in a list without markers',
        '<p>1.1 own</p><p>1.2 more</p>',
        '1.1 own\n1.2 more',
        "<ol style='list-style:none'><li>1.1 own</li><li>1.2 more</li></ol>",
    ),
    Case(
        'A web page: the short form of a style',
        '<ol type="a"><li><p>Alpha</p></li></ol><ul><li><p>Plain</p></li></ul>',
        'a. Alpha\nPlain',
        "<ul style='list-style:lower-alpha inside'><li>Alpha</li></ul><ol style='list-style:none'><li>Plain</li></ol>",
    ),
    Case(
        'Outlook: a bracket that the head names',
        '<ol type="a" data-suffix=")"><li><p>Alpha</p></li></ol>',
        'a) Alpha',
        "<style>@list l0:level1 {mso-level-number-format:alpha-lower; mso-level-text:\"%1\\)\";}</style><ol type=a><li class=MsoNormal style='mso-list:l0 level1 lfo1'>Alpha</li></ol>",
    ),
    Case(
        'A web page: lists of other alphabets, with one within',
        '<p>ա. One</p><ul><li><p>within</p></li></ul><ol type="a"><li><p>a</p></li></ol><ol start="2"><li><p>b</p></li></ol>',
        'ա. One\nwithin\na. a\n2. b',
        "<ol style='list-style-type:lower-armenian'><li>One<ul><li>within</li></ul></li></ol><ol style='list-style-type:lower-alpha'><li>a</li><li style='list-style-type:decimal'>b</li></ol>",
    ),
]  # fmt: skip

SIGNS = [
    Case(
        'Word: symbols of Wingdings 2, Wingdings 3 and Webdings',
        '<p>✓ yes ✗ no ▲→ up ✔</p>',
        '✓ yes ✗ no ▲→ up ✔',
        word(normal("<span style='font-family:\"Wingdings 2\"'>P</span> yes <span style='font-family:\"Wingdings 2\"'>\uf04f</span> no <span style='mso-symbol-font-family:\"Wingdings 3\"'>\uf070</span><span style='font-family:\"Wingdings 3\"'>g</span> up <span style='font-family:Webdings'>a</span>")),
    ),
    Case(
        'Word: letters of Windows-1252 in a symbol typeface',
        '<p>✓ ⑤</p>',
        '✓ ⑤',
        word(normal("<span style='font-family:Wingdings'>ü</span> <span style='font-family:Wingdings'>…</span>")),
    ),
    Case(
        'A web page: a raised number in a raised number',
        '<p>2<sup>3^2</sup> and x<sub>a_1</sub> and e<sup>n_(i+1)</sup> and 2<sup>3</sup></p>',
        '2^(3^2) and x_(a_1) and e^(n_(i+1)) and 2³',
        "<p>2<sup>3<sup>2</sup></sup> and x<sub>a<sub>1</sub></sub> and e<sup>n<sub>i+1</sub></sup> and 2<sup><sup>3</sup></sup></p>",
    ),
    Case(
        'Teams: emoji as pictures',
        '<p>Good work 👍</p>',
        'Good work 👍',
        '<p>Good <img alt="Chart of 2011" src="y.png">work <img itemtype="http://schema.skype.com/Emoji" alt="👍" src="x.png"></p>',
    ),
    Case(
        'Slack: an emoji of its own',
        '<p>Done :white_check_mark:</p>',
        'Done :white_check_mark:',
        '<p>Done <img data-stringify-type="emoji" data-stringify-emoji=":white_check_mark:" src="x.png"></p>',
    ),
    Case(
        'A web page: quotations within a line',
        '<p>He said “see ‘this’ page”.</p>',
        'He said “see ‘this’ page”.',
        "<p>He said <q>see <q>this</q> page</q>.</p>",
    ),
    Case(
        'A web page: boxes that are ticked or not',
        '<ul><li><p>☑ Done</p></li><li><p>☐ Open</p></li></ul><p>◉ Yes</p>',
        '☑ Done\n☐ Open\n◉ Yes',
        "<ul><li><input type=checkbox checked> Done</li><li><input type=checkbox> Open</li></ul><p><input type=radio checked>Yes</p>",
    ),
    Case(
        'Google Docs: a list of boxes',
        '<ul><li><p>☑ Done</p></li><li><p>☐ Open</p></li></ul>',
        '☑ Done\n☐ Open',
        docs("<ul><li role=checkbox aria-checked=true style='list-style-type:none'><img src='data:x' alt=checked><p>" + docs_span("Done") + "</p></li><li role=checkbox aria-checked=false style='list-style-type:none'><p>" + docs_span("Open") + "</p></li></ul>"),
    ),
    Case(
        'A web page: invisible words, an invisible cell',
        '<p>Seen</p><table><tbody><tr><td>a</td><td></td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></tbody></table>',
        'Seen\na |  | c\nd | e | f',
        "<p>Seen<span style='visibility:hidden'>unseen</span></p><table><tr><td>a</td><td style='visibility:hidden'>b</td><td>c</td></tr><tr><td>d</td><td>e</td><td>f</td></tr></table>",
    ),
    Case(
        'pdf.js: raised and lowered by size and place',
        '<p>About 10<sup>6</sup> people, H<sub>2</sub>O<br>next line small</p>',
        'About 10⁶ people, H₂O\nnext line small',
        '<div class="textLayer"><span style="left: 100px; top: 200px; font-size: 12px; font-family: serif;" role="presentation" dir="ltr">About 10</span><span style="left: 150px; top: 197px; font-size: 8px;" role="presentation">6</span><span style="left: 160px; top: 200px; font-size: 12px;" role="presentation"> people, H</span><span style="left: 190px; top: 206px; font-size: 8px;" role="presentation">2</span><span style="left: 195px; top: 200px; font-size: 12px;" role="presentation">O</span><br role="presentation"><span style="left: 100px; top: 214px; font-size: 12px;" role="presentation">next line </span><span style="left: 170px; top: 217.2px; font-size: 8px;" role="presentation">small</span></div>',
    ),
    Case(
        'pdf.js: places in percent, the mark of a note before its text',
        '<p><sup>1</sup>AG/RES. 2141</p>',
        '¹AG/RES. 2141',
        '<span style="left: 12%; top: 80%; font-size: calc(var(--scale-factor)*6.00px);" role="presentation">1</span><span style="left: 13%; top: 80.2%; font-size: calc(var(--scale-factor)*9.00px);" role="presentation">AG/RES. 2141</span>',
    ),
    Case(
        'pdf.js: an older one, an element for each piece',
        '<p>10<sup>6</sup><br>next</p>',
        '10⁶\nnext',
        '<div style="position:absolute; left: 10px; top: 20px; font-size: 12px">10</div><div style="position:absolute; left: 22px; top: 17px; font-size: 7px">6</div><div style="position:absolute; left: 10px; top: 34px; font-size: 12px">next</div>',
    ),
    Case(
        'Word on the web: the mark of a footnote and its text',
        '<p>As resolved<sup class="note">[1]</sup>.</p><p>[1] AG/RES. 2141</p>',
        'As resolved[1].\n[1] AG/RES. 2141',
        '<p class="Paragraph"><span class="TextRun">As resolved</span><span class="FootnoteReference SCXW1"><span class="TextRun" style="vertical-align:super">1</span></span><span class="TextRun">.</span></p><div class="FootnoteText"><p class="Paragraph"><span class="FootnoteReference SCXW1">1</span><span class="TextRun"> AG/RES. 2141</span></p></div>',
    ),
    Case(
        'Word on the web: the mark of an endnote in brackets',
        '<p>As said<sup class="note">[2]</sup></p>',
        'As said[2]',
        '<p class="Paragraph"><span class="TextRun">As said</span><a href="#x"><span class="TextRun EndnoteReference SCXW1">[2]</span></a></p>',
    ),
    Case(
        'Mail: tracking after the sign of a place, addresses without a scheme',
        '<p><a href="https://www.oas.org/a">one</a> <a href="https://www.oas.org/b#top">two</a> <a href="https://www.oas.org/c">three</a> <a href="https://www.oas.org/#/d?id=1">four</a></p>',
        'one two three four',
        '<p><a href="https://www.oas.org/a#utm_source=mail&amp;utm_medium=x">one</a> <a href="https://www.oas.org/b?utm_id=1#top">two</a> <a href="//www.oas.org/c">three</a> <a href="https://www.oas.org/#/d?id=1&amp;utm_source=y">four</a></p>',
    ),
    Case(
        'A web page: raised in raised by styles',
        '<p>2<sup>3^2</sup>, 10<sup>6</sup></p>',
        '2^(3^2), 10⁶',
        "<p>2<span style='vertical-align:super'>3<span style='vertical-align:super'>2</span></span>, 10<sup><span style='vertical-align:super'>6</span></sup></p>",
    ),
    Case(
        'A web page: seen words in invisible ones',
        '<p>Seen</p>',
        'Seen',
        "<p style='visibility:hidden'>unseen <span style='visibility:visible'>Seen</span></p>",
    ),
    Case(
        'Word: the mark of a footnote without its link',
        '<p>As resolved<sup class="note">[1]</sup>.</p>',
        'As resolved[1].',
        word(normal("As resolved<span class=MsoFootnoteReference><span style='vertical-align:super'>[1]</span></span>.")),
    ),
    Case(
        'pdf.js: pieces of a tagged page',
        '<p>CO<sub>2</sub><br>next</p>',
        'CO₂\nnext',
        '<span class="markedContent"><span style="left: 10%; top: 12.12%; font-size: calc(var(--total-scale-factor) *12px); --scale-x:0.98;" role="presentation">CO</span></span><span class="markedContent"><span style="left: 14%; top: 12.83%; font-size: calc(var(--total-scale-factor) *7px);" role="presentation">2</span></span><br role="presentation"><span class="markedContent"><span style="left: 10%; top: 14%; font-size: calc(var(--total-scale-factor) *12px);" role="presentation">next</span></span>',
    ),
]  # fmt: skip

CASES = [
    *WORD_FOR_WINDOWS,
    *WORD_ON_THE_WEB,
    *GOOGLE_DOCS,
    *LIBRE_OFFICE,
    *OTHER_PROGRAMS,
    *PLAIN_TEXT,
    *TYPED,
    *MARKERS,
    *SIGNS,
    *COLUMNS,
]


def case(name: str) -> Case:
    return next(one for one in CASES if one.name == name)
