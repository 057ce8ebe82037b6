"""The field of a long text: what is kept, what is replaced, and what is refused."""

import pytest
from django import forms
from django.http import QueryDict
from django.utils.html import escape

from program.forms import RichTextField, typed_text
from program.rich_text import from_html, from_plain

LIST = '<ol start="3" type="a" data-suffix=")"><li><p>first</p></li><li><p>second</p></li></ol>'
TABLE = "<table><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"


class TextForm(forms.Form):
    text = RichTextField(required=False)
    other = forms.CharField(required=False)


def sent(initial="", **data):
    """A form for `initial` that received `data`, with `_` for the hyphen of a name."""
    query = QueryDict(mutable=True)
    query.update({name.replace("_", "-"): value for name, value in data.items()})
    return TextForm(query, initial={"text": initial})


def cleaned(**data):
    form = sent(**data)
    assert form.is_valid(), form.errors
    return form.cleaned_data["text"]


def shown(initial):
    return str(TextForm(initial={"text": initial})["text"])


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("One.\r\n\r\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("One.\r\nTwo.", "<p>One.<br>Two.</p>"),
        ("<b>AT&T</b> & 3 < 5", "<p>&lt;b&gt;AT&amp;T&lt;/b&gt; &amp; 3 &lt; 5</p>"),
        ("**bold** 1. [x](https://oas.org)", "<p>**bold** 1. [x](https://oas.org)</p>"),
        ("1. one\n2. two", "<p>1. one<br>2. two</p>"),
        ("&amp; &#8212;", "<p>&amp;amp; &amp;#8212;</p>"),
        (" \r\n \t", ""),
        ("", ""),
    ],
)
def test_text_of_the_text_area_is_read_literally(typed, stored):
    assert cleaned(text=typed) == stored


@pytest.mark.parametrize("typed", ["One.\nTwo.\n\nThree  spaces.", "<b>AT&T</b> &amp;", "*a* _b_"])
def test_plain_text_is_shown_again_as_typed(typed):
    html = shown(from_plain(typed))
    assert f">\n{escape(typed)}</textarea>" in html
    assert "-replace" not in html


@pytest.mark.parametrize("structured", [LIST, TABLE, "<p><strong>a</strong></p>"])
def test_structured_text_is_kept_when_it_is_sent_back(structured):
    form = sent(initial=structured, text="", text_html=structured)
    assert form.is_valid()
    assert form.cleaned_data["text"] == structured
    assert form.changed_data == []


def test_text_typed_beside_a_structured_one_is_not_lost_without_the_tick():
    form = sent(initial=LIST, text="Typed & <more>.", text_html=LIST)
    assert form.errors["text"] == [
        "There is a text with formatting, and another one below it. Tick “Replace this text by "
        "the one below”, or empty the one below."
    ]
    html = str(form["text"])
    assert ">\nTyped &amp; &lt;more&gt;.</textarea>" in html
    assert 'name="text-replace"' in html
    assert '<span class="marker">c)</span> first' in html
    assert "&lt;ol start=&quot;3&quot;" in html


def test_structured_text_is_replaced_after_the_tick():
    form = sent(initial=LIST, text="Typed.", text_html=LIST, text_replace="1")
    assert form.is_valid()
    assert form.cleaned_data["text"] == "<p>Typed.</p>"
    assert form.changed_data == ["text"]


def test_structured_text_is_shown_with_its_value_and_an_empty_text_area():
    html = shown(LIST)
    assert '<span class="marker">c)</span> first' in html
    assert "&lt;ol start=&quot;3&quot;" in html
    assert 'name="text-replace"' in html
    assert ">\n</textarea>" in html


def test_plain_text_is_not_sent_twice():
    """The value for the script is disabled, so that the text area is what is sent."""
    hidden = shown("<p>One.</p>").split('name="text-html"')[1].split(">")[0]
    assert "disabled" in hidden
    hidden = shown(LIST).split('name="text-html"')[1].split(">")[0]
    assert "disabled" not in hidden


def test_html_of_the_editor_is_stored_canonically():
    typed = "<div>One<br>two</div><ol><li>first</ol>"
    assert cleaned(text_html=typed) == "<p>One<br>two</p><ol><li><p>first</p></li></ol>"
    assert cleaned(text_html=from_html(typed)) == from_html(typed)


@pytest.mark.parametrize(
    ("html", "stored"),
    [
        ("<p>a<script>alert(1)</script>b</p>", "<p>ab</p>"),
        ('<p onclick="x()">a</p>', "<p>a</p>"),
        ('<a href="javascript:alert(1)">a</a>', "<p>a</p>"),
        ('<a href="JAVASCRIPT&#58;alert(1)">a</a>', "<p>a</p>"),
        ('<a href="data:text/html,x">a</a>', "<p>a</p>"),
        ('<a href="/desk/">a</a>', "<p>a</p>"),
        ('<img src="x" onerror="alert(1)">', ""),
        ("<svg><script>alert(1)</script></svg>a", "<p>a</p>"),
        ('<span lang="&quot;><script>">a</span>', "<p>a</p>"),
        ("</textarea></form><p>a</p>", "<p>a</p>"),
        ("<style>p{}</style><!-- x --><p style='color:red'>a</p>", "<p>a</p>"),
        (
            '<ol data-prefix="&quot;&gt;&lt;script&gt;"><li>a</li></ol>',
            '<ol data-prefix="&quot;&gt;&lt;script&gt;"><li><p>a</p></li></ol>',
        ),
    ],
)
def test_hostile_html_is_stored_without_its_markup(html, stored):
    assert cleaned(text_html=html) == stored
    assert "<script>" not in shown(stored)


@pytest.mark.parametrize("name", ["text", "text_html"])
@pytest.mark.parametrize("character", ["\x00", "\x07", "\x9d", "\ud800"])
def test_control_character_is_refused_and_what_was_sent_is_kept(name, character):
    form = sent(initial="<p>Old.</p>", **{name: f"Line one.\nTwo <x{character}."})
    assert not form.is_valid()
    assert form.errors["text"] == [
        f"Line 2 holds a control character (U+{ord(character):04X}), which cannot be printed."
    ]
    assert f"Two &lt;x{character}." in str(form["text"])
    assert "text" not in form.cleaned_data


def test_control_character_cannot_be_written_as_an_entity():
    form = sent(text_html="<p>a&#1;b</p>")
    assert not form.is_valid()
    assert "U+0001" in form.errors["text"][0]


def test_unreadable_html_is_sent_back_to_the_editor():
    nested = "<ul><li>" * 30 + "deep"
    form = sent(text_html=nested)
    assert form.errors["text"] == [
        "Lists, quotations or tables are nested too deep. Use fewer levels."
    ]
    html = str(form["text"])
    assert "&lt;ul&gt;&lt;li&gt;" * 30 in html
    assert "disabled" not in html.split('name="text-html"')[1].split(">")[0]


def test_unreadable_literal_text_stays_in_the_text_area():
    html = str(sent(text="One\x07 & <two>")["text"])
    assert "One\x07 &amp; &lt;two&gt;</textarea>" in html
    assert "-replace" not in html


def test_other_field_with_an_error_keeps_the_text_as_sent():
    form = sent(initial="<p>Old.</p>", text="New\r\n\r\n<text>.")
    assert ">\nNew\n\n&lt;text&gt;.</textarea>" in str(form["text"])
    form = sent(initial=LIST, text="", text_html=TABLE)
    assert "&lt;table&gt;" in str(form["text"])


def test_text_that_was_not_sent_is_omitted():
    widget = TextForm().fields["text"].widget
    assert widget.value_omitted_from_data(QueryDict("other=1"), {}, "text")
    assert not widget.value_omitted_from_data(QueryDict("text="), {}, "text")
    assert not widget.value_omitted_from_data(QueryDict("text-html="), {}, "text")
    assert cleaned(other="1") == ""


@pytest.mark.parametrize("text", ["<p>One.<br>Two.</p><p>Three &amp; 4  5.</p>", ""])
def test_plain_text_that_was_not_touched_has_not_changed(text):
    html = shown(text)
    area = html.split("<textarea")[1].split(">", 1)[1].split("</textarea>")[0]
    typed = area.removeprefix("\n").replace("&amp;", "&").replace("\n", "\r\n")
    assert sent(initial=text, text=typed).changed_data == []
    assert sent(initial=text, text=typed + " More.").changed_data == ["text"]


def test_required_text_without_words_is_refused():
    class RequiredForm(forms.Form):
        text = RichTextField()

    for data in ({"text": " \n"}, {"text-html": "<p> </p>"}, {"text-html": "<ul><li></li></ul>"}):
        assert RequiredForm(data).errors["text"] == ["This field is required."]


@pytest.mark.parametrize(
    ("data", "text", "formatted"),
    [
        ({"text": "One <two>.\r\n\r\nThree."}, "One <two>.\n\nThree.", ""),
        ({"text-html": "<p>One &lt;two&gt;.</p>"}, "One <two>.", ""),
        ({"text": "One\x07."}, "One\x07.", ""),
        ({"text-html": "<p>One\x07.</p>"}, "<p>One\x07.</p>", ""),
        ({"text-html": "<p><b>One</b></p>"}, "", "<p><strong>One</strong></p>"),
        ({"text": "", "text-html": "<p><b>One</b></p>"}, "", "<p><strong>One</strong></p>"),
        ({"text": "Two.", "text-html": "<b>One</b>", "text-replace": "1"}, "Two.", ""),
        ({}, "", ""),
    ],
)
def test_typed_text_can_be_copied_from_a_page_without_the_form(data, text, formatted):
    assert typed_text(data) == {"text": text, "formatted": formatted}
