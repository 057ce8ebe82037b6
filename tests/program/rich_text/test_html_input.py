"""What becomes of HTML that an editor, a program or an older portal sends."""

import pytest

from program.rich_text import RichTextError, from_html, to_plain
from program.rich_text.html_input import MAX_COLUMNS, MAX_HTML
from program.rich_text.model import MAX_NESTING

BLOCKS = {
    "paragraphs": ("<p>a</p>\n<p>b</p>", "<p>a</p><p>b</p>"),
    "bare text": ("a &amp; b", "<p>a &amp; b</p>"),
    "divisions": ("<div>a<div>b</div>c</div>", "<p>a</p><p>b</p><p>c</p>"),
    "empty paragraphs": ("<p></p><p>&nbsp;</p><p><br></p><p>a</p>", "<p>\u00a0</p><p>a</p>"),
    "nothing": ("<p> </p><ol><li></li></ol>", ""),
    "headings": ("<h1>a</h1><h3>b</h3><h6>c</h6>", "<h4>a</h4><h4>b</h4><h5>c</h5>"),
    "a heading around a paragraph": ("<h2>a<p>b</p></h2>", "<h4>a</h4><p>b</p>"),
    "blocks within bold": (
        "<b>a<p>b</p>c</b>d<I class=x><p>e</p></I><blink>f</blink>",
        "<p><strong>a</strong></p><p><strong>b</strong></p><p><strong>c</strong>d</p>"
        "<p><em>e</em></p><p>f</p>",
    ),
    "quotation of text": ("<blockquote>a</blockquote>", "<blockquote><p>a</p></blockquote>"),
    "an empty quotation": ("<blockquote> </blockquote>a", "<p>a</p>"),
    "preformatted text": ("<pre>a\n  b\n\nc</pre>", "<p>a<br>b</p><p>c</p>"),
    "a rule": ("a<hr>b", "<p>a</p><p>b</p>"),
    "a list of definitions": ("<dl><dt>a<dd>b</dl>", "<p>a</p><p>b</p>"),
    "elements that are not known": ("<x-y>a</x-y><font>b</font>", "<p>ab</p>"),
    "text after the end": ("<p>a</p></body></html>b", "<p>a</p><p>b</p>"),
    "comments": ("a<!-- b -->c<?php d ?>e", "<p>ace</p>"),
    "unclosed elements": ("<ul><li>a<li><b>b", "<ul><li><p>a</p></li><li><p><strong>b</strong></p></li></ul>"),
}  # fmt: skip

WHITE_SPACE = {
    "indented HTML": ("<p>\n  a\n  b\t c\n</p>\n  <p>d</p>", "<p>a b c</p><p>d</p>"),
    "spaces as typed": ("<p>a  b</p>", "<p>a  b</p>"),
    "no-break spaces": ("<p>5&nbsp;%</p>", "<p>5\u00a0%</p>"),
    "spaces around breaks": ("<p>a <br> b</p>", "<p>a<br>b</p>"),
    "spaces between formats": ("<p><b>a</b> <i>b </i>c</p>", "<p><strong>a</strong> <em>b </em>c</p>"),
    "two breaks end a paragraph": ("a<br><br><br>b<br>", "<p>a</p><p>b</p>"),
    "a break at each end": ("<p><br>a<br></p>", "<p>a</p>"),
}  # fmt: skip

INLINE = {
    "old formats": ("<b>a</b><i>b</i>", "<p><strong>a</strong><em>b</em></p>"),
    "order of formats": ("<i><b><sup>a</sup></b></i>", "<p><strong><em><sup>a</sup></em></strong></p>"),
    "equal neighbors": ("<b>a</b><b>b</b>", "<p><strong>ab</strong></p>"),
    "formats that cross": ("<b>a<i>b</b>c</i>", "<p><strong>a</strong><strong><em>b</em></strong>c</p>"),
    "underlined words": ("<u>a</u> <small>b</small>", "<p>a b</p>"),
    "numbers": ("10<sup>5</sup> CO<sub>2</sub>", "<p>10<sup>5</sup> CO<sub>2</sub></p>"),
    "the mark of a note": ('a<sup class="note x">[1]</sup>', '<p>a<sup class="note">[1]</sup></p>'),
    "a note in a link": (
        '<a href="#_ftn1">a<sup class="note">[1]</sup></a>',
        '<p>a<sup class="note">[1]</sup></p>',
    ),
    "a language": ('<span lang="es">a</span>', '<p><span lang="es">a</span></p>'),
    "a language of other elements": ('<i lang="pt-BR">a</i>', '<p><span lang="pt-BR"><em>a</em></span></p>'),
    "a language of a paragraph": ('<p lang="fr">a</p><h3 lang="es">b</h3>', '<p lang="fr">a</p><h4 lang="es">b</h4>'),
    "no language": ('<p lang="x y"><span lang=\'"><b>\'>a</span></p>', "<p>a</p>"),
}  # fmt: skip

DROPPED = {
    "deleted words": ("a <del>b</del><s>c</s><strike>d</strike>e", "<p>a e</p>"),
    "blocks within deleted words": ("a<del><p>b</p><ul><li>c</ul></del>d", "<p>ad</p>"),
    "scripts": ("a<script>if (a<b) alert('</p>')</script>b", "<p>ab</p>"),
    "styles": ("<style>p > b { color: red }</style>a", "<p>a</p>"),
    "the head of a page": ("<html><head><title>a</title></head><body>b</body></html>", "<p>b</p>"),
    "frames": ("<iframe>a</iframe><object>b</object><noscript>c</noscript>d", "<p>d</p>"),
    "drawings": ("<svg><text>a</text></svg><video>b</video>c", "<p>c</p>"),
    "pictures": ('a<img src="x" alt="b">c', "<p>ac</p>"),
    "attributes": ('<p class="a" style="x" onclick="y" id="z">a</p>', "<p>a</p>"),
}

LINKS = {
    "https": ('<a href="https://oas.org/a?b=1&amp;c=2">x</a>', '<p><a href="https://oas.org/a?b=1&amp;c=2">x</a></p>'),
    "mail": ('<a href=" MAILTO:a@oas.org ">x</a>', '<p><a href="MAILTO:a@oas.org">x</a></p>'),
    "formats within": ('<a href="http://a.b">x <b>y</b></a>', '<p><a href="http://a.b">x <strong>y</strong></a></p>'),
    "two beside one another": ('<a href="http://a.b">x</a><a href="http://c.d">y</a>', '<p><a href="http://a.b">x</a><a href="http://c.d">y</a></p>'),
    "quotes": ("<a href='http://a.b/\"&lt;'>x</a>", '<p><a href="http://a.b/&quot;&lt;">x</a></p>'),
    **{
        address: (f'<a href="{address}">x</a>', "<p>x</p>")
        for address in ("javascript:alert(1)", "java\nscript:x", "data:text/html,x", "/a", "#a", "//a.b", "file:///c:/x", "http://a b", f"http://{'a' * 2000}")
    },
}  # fmt: skip

LISTS = {
    "a list in a list": ("<ul><li>a<ul><li>b</ul><li>c</ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li><li><p>c</p></li></ul>"),
    "a list beside its item": ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li><p>a</p><ul><li><p>b</p></li></ul></li></ul>"),
    "a list before any item": ("<ol><ul><li>a</ul></ol>", "<ol><li><p></p><ul><li><p>a</p></li></ul></li></ol>"),
    "text before any item": ("<ul>a<li>b</ul>", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
    "an item without a list": ("<li>a</li>b", "<p>a</p><p>b</p>"),
    "an empty bullet": ("<ul><li></li><li>a</li></ul>", "<ul><li><p>a</p></li></ul>"),
    "an empty number": ("<ol><li></li><li>a</li></ol>", "<ol><li><p></p></li><li><p>a</p></li></ol>"),
    "paragraphs in an item": ("<ol><li><p>a</p><p>b</p></ol>", "<ol><li><p>a</p><p>b</p></li></ol>"),
    "a table in an item": ("<ul><li><table><tr><td>a</table></ul>", "<ul><li><p></p><table><tbody><tr><td>a</td></tr></tbody></table></li></ul>"),
    "a list within a sentence": ("a<ul><li>b</ul>c", "<p>a</p><ul><li><p>b</p></li></ul><p>c</p>"),
    "defaults": ('<ol start="1" type="1" data-suffix="."><li value="1">a</ol>', "<ol><li><p>a</p></li></ol>"),
    "a start and a style": ('<ol start=" 3" type="a" data-suffix=")"><li>a</ol>', '<ol start="3" type="a" data-suffix=")"><li><p>a</p></li></ol>'),
    "no number": ('<ol start="-3" type="x"><li value="x">a</ol>', "<ol><li><p>a</p></li></ol>"),
    "an Arabic digit": ('<ol start="٣"><li>a</ol>', "<ol><li><p>a</p></li></ol>"),
    "an endless number": (f'<ol start="{"9" * 5000}"><li>a</ol>', "<ol><li><p>a</p></li></ol>"),
    "zero": ('<ol start="0"><li>a<li>b</ol>', '<ol start="0"><li><p>a</p></li><li><p>b</p></li></ol>'),
    "values": ('<ol><li value="1">a<li value="5">b<li value="6">c<li value="2">d</ol>', '<ol><li><p>a</p></li><li value="5"><p>b</p></li><li><p>c</p></li><li value="2"><p>d</p></li></ol>'),
    "counted down": ("<ol reversed><li>a<li>b<li>c</ol>", '<ol start="3"><li><p>a</p></li><li value="2"><p>b</p></li><li value="1"><p>c</p></li></ol>'),
    "long affixes": (f'<ol data-prefix="{"(" * 99}" data-suffix=""><li>a</ol>', f'<ol data-prefix="{"(" * 20}" data-suffix=""><li><p>a</p></li></ol>'),
    "values of bullets": ('<ul start="3"><li value="3">a</ul>', "<ul><li><p>a</p></li></ul>"),
}  # fmt: skip


def table(*rows: str, head: str = "") -> str:
    cells = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows
    )
    heads = "".join(f"<th>{cell}</th>" for cell in head.split("|"))
    head = f"<thead><tr>{heads}</tr></thead>" if head else ""
    return f"<table>{head}<tbody>{cells}</tbody></table>"  # fmt: skip


TABLES = {
    "without parts": ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", table("a|b", "c|d")),
    "a head": ("<table><thead><tr><th>a<th>b</thead><tbody><tr><td>c<td>d</table>", table("c|d", head="a|b")),
    "a head without thead": ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", table("c|d", head="a|b")),
    "cells of a head that are no th": ("<table><thead><tr><td>a</thead><tr><td>b</table>", table("b", head="a")),
    "a head of two rows": ("<table><thead><tr><th>a<tr><th>b</thead><tr><td>c</table>", table("b", "c", head="a")),
    "th in the first column": ("<table><tr><th>a<td>b<tr><th>c<td>d</table>", table("a|b", "c|d")),
    "rows of different length": ("<table><tr><td>a<tr><td>b<td>c<tr></table>", table("a|", "b|c", "|")),
    "merged columns": ("<table><tr><td colspan=2>a<td>b<tr><td>c<td>d<td>e</table>", table("a||b", "c|d|e")),
    "merged rows": ("<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", table("a|b", "|c")),
    "merged both ways": ("<table><tr><td rowspan=2 colspan=2>a<td>b<tr><td>c<tr><td>d<td>e<td>f</table>", table("a||b", "||c", "d|e|f")),
    "merged beyond the end": ("<table><tr><td rowspan=9>a<td>b<tr><td>c</table>", table("a|b", "|c")),
    "a merged head": ("<table><thead><tr><th colspan=2>a</thead><tr><td>b<td>c</table>", table("b|c", head="a|")),
    "spans that are no numbers": ("<table><tr><td colspan=0 rowspan=x>a<td>b</table>", table("a|b")),
    "empty cells": ("<table><tr><td></td><td>a</td><td> <br> </td></tr></table>", table("|a|")),
    "an empty head": ("<table><thead><tr><th></thead><tr><td>a</table>", table("a")),
    "an empty table": ("<table><tr><td></table>a", "<p>a</p>"),
    "paragraphs in a cell": ("<table><tr><td><p>a</p><p>b<br>c</p></table>", table("a<br>b<br>c")),
    "a list in a cell": ('<table><tr><td>a<ol start="3"><li>b<li>c</ol></table>', table("a<br>3. b<br>4. c")),
    "a table in a cell": ("<table><tr><td>a<table><tr><td>b<td>c</table><td>d</table>", table("a<br>b | c|d").replace("b </td><td> c", "b | c")),
    "formats in a cell": ("<table><tr><td><b>a</b> <a href='http://a.b'>b</a></table>", table('<strong>a</strong> <a href="http://a.b">b</a>')),
    "a caption": ("<table><caption>a</caption><tr><td>b</table>", f"<p>a</p>{table('b')}"),
    "text between the rows": ("<table>a<tr>b<td>c</td></tr></table>", f"<p>a</p><p>b</p>{table('c')}"),
    "a row without a table": ("<tr><td>a<td>b</tr>c", f"{table('a|b')}<p>c</p>"),
    "a cell without a row": ("<td>a</td>b", "<p>a</p><p>b</p>"),
    "a foot": ("<table><tfoot><tr><td>b</tfoot><tbody><tr><td>a</table>", table("b", "a")),
}  # fmt: skip

CASES = {
    f"{kind}: {name}": pair
    for kind, cases in {
        "block": BLOCKS, "space": WHITE_SPACE, "inline": INLINE, "dropped": DROPPED, "link": LINKS,
        "list": LISTS, "table": TABLES,
    }.items()
    for name, pair in cases.items()
}  # fmt: skip


@pytest.mark.parametrize(("sent", "stored"), CASES.values(), ids=CASES.keys())
def test_html_is_stored_in_one_form(sent, stored):
    assert from_html(sent) == stored
    assert from_html(stored) == stored


@pytest.mark.parametrize("tag", ["ul", "ol", "blockquote"])
def test_twenty_levels_are_kept_and_more_are_refused(tag):
    item = "<li>" if tag != "blockquote" else ""
    deepest = f"<{tag}>{item}" * MAX_NESTING + "deep"
    assert from_html(deepest).count(f"<{tag}") == MAX_NESTING
    with pytest.raises(RichTextError, match="too deep"):
        from_html(f"<{tag}>{item}<{tag}>{item}{deepest}")


def test_elements_that_say_nothing_may_nest_too_deep_as_well():
    assert from_html("<div>" * 200 + "deep") == "<p>deep</p>"
    with pytest.raises(RichTextError, match="too deep"):
        from_html("<div>" * 300 + "deep")


def test_a_table_that_is_too_wide_is_refused_in_words():
    assert from_html("<table><tr>" + "<td>a" * MAX_COLUMNS).count("<td>") == MAX_COLUMNS
    for cells in ("<td>a" * (MAX_COLUMNS + 1), "<td>a<td colspan=999>b"):
        with pytest.raises(RichTextError, match="60 columns"):
            from_html(f"<table><tr>{cells}")


def test_a_table_of_too_many_cells_is_refused_in_words():
    with pytest.raises(RichTextError, match="20,000 cells"):
        from_html("<table>" + "<tr><td>a" * 20_001)


def test_a_text_that_is_too_large_is_refused_as_sent_and_as_stored():
    with pytest.raises(RichTextError, match="too large"):
        from_html("a" * (MAX_HTML + 1))
    with pytest.raises(RichTextError, match="too large"):
        from_html("<b>a</b>b" * (MAX_HTML // 15))


@pytest.mark.parametrize(
    "text", ["a\x00b", "a\x1bb", "a\x81b", "<p>a</p>\ud800", "a&#1;b", "a&#x81;b"]
)
def test_control_characters_are_refused_in_words(text):
    with pytest.raises(RichTextError, match="cannot be printed"):
        from_html(text)


def test_the_number_of_a_note_does_not_run_into_a_number():
    assert to_plain('<p>in 2011<sup class="note">1</sup></p>') == "in 2011¹"
    assert to_plain('<p>in 2011<sup class="note">[1]</sup></p>') == "in 2011[1]"
