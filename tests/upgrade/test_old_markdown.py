"""Which texts are listed because they may not have been shown as they were typed."""

import pytest

from program.rich_text import from_old_markdown
from reporting.migrations._old_markdown import differences, plain_text, words_with_numbers


def listed(markdown: str) -> list[str]:
    return list(map(str, differences(markdown, from_old_markdown(markdown))))


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "1998. It entered into force.",
            "“1998. It entered into force.” – shown as a numbered list",
        ),
        (
            "12. May: opening\n\n13. May: end",
            "“12. May: opening 13. May: end” – shown as a numbered",
        ),
        ("1. one\n1. two", "“1. one 1. two” – shown as a numbered list: “1. one 2. two”"),
        ("1) one\n2) two", "“1) one 2) two” – shown as a numbered list: “1. one 2. two”"),
        (
            "- Mexico\n\n  2. two\n  4. four",
            "“2. two 4. four” – shown as a numbered list: “2. two 3.",
        ),
        ("> 1. one\n> 1. two", "“> 1. one > 1. two” – shown as a numbered list: “1. one 2. two”"),
        ("- 5 degrees", "“- 5 degrees” – shown as a list: “5 degrees”"),
        (
            "+ 502 2412\n+ 503 2413",
            "“+ 502 2412 + 503 2413” – shown as a list: “502 2412 503 2413”",
        ),
        (
            "Few.*\n\n* To be confirmed.",
            "“* To be confirmed.” – shown as a list: “To be confirmed.”",
        ),
        ("# 42 complies", "“# 42 complies” – shown as a heading: “42 complies”"),
        ("> 500 people", "“> 500 people” – shown as a quotation: “500 people”"),
        ("It is >\n>= 5 now", "“>= 5 now” – shown as a quotation: “= 5 now”"),
        ("Factor 5*6*7 is", "“5*6*7” – shown: “567”"),
        ("Inter**nation**al", "“Inter**nation**al” – shown: “International”"),
        ("l`atelier et d`accueil", "“l`atelier d`accueil” – shown: “latelier daccueil”"),
        ("Smith &amp; Sons", "“&amp;” – shown: “&”"),
        ("![Map](https://oas.org/m.png)", "“![Map](https://oas.org/m.png)” – shown: “Map”"),
        ("See [annex](annex.pdf).", "“[annex](annex.pdf)” – shown: “annex”"),
        ("As said [2].\n\n[1]: Ibid.", "“[1]: Ibid.” – not shown"),
        ("``` see the note\nx\n```", "“``` see the note” – not shown"),
        (30 * "> " + "x", f"“{30 * '> '}x” – shown: “x”"),
    ],
)
def test_a_passage_is_listed_that_was_not_shown_as_typed(markdown, expected):
    [note] = listed(markdown)
    assert note.startswith(f"Typed: {expected}")


@pytest.mark.parametrize(
    "markdown",
    [
        "This is **bold**, *italic*, ***both***, __bold__, _italic_ and `code`.",
        "snake_case_name, 2 * 3 * 4, R&D; AT&T, 10^6 and #42",
        "\\*not italic\\*, 1998\\. no list, C:\\Users\\Ana and \\\\",
        "It covered:\n\n- identity documents\n- 3 courses\n  1. one\n  2. two",
        "0. zero\n1. one",
        "1. First.\n\n   Its second paragraph.\n\n2. Second.",
        "# Results\n\nNext\n---\n\n> Nobody asked us.",
        "The Convention was adopted in\n1998. It entered into force later.",
        "See [the report](https://oas.org/a 'Title'), <https://iom.int/> and [it][1].\n\n[1]: https://oas.org",
        "Inter\u00adAmerican, zero\u200bwidth and a\u00a0b.",
        "a) first\nb) second\n\n2.1 Scope",
        "• one\n– two\n| a | b |\n|---|---|",
        "Calle 17\\\nGuatemala  \nCity",
    ],
)
def test_markup_and_escapes_do_not_count(markdown):
    assert listed(markdown) == []


def test_a_long_passage_begins_shortly_before_the_difference():
    [note] = listed("1. " + "word " * 100 + "\n1. two")
    assert note.startswith("Typed: “… word word")
    assert "word 1. two” – shown" in note
    assert note.endswith("word 2. two”")


def test_words_are_read_as_they_were_shown():
    markdown = "Of **two**\nkinds:\n\n3. three\n4.\n5. > five\n\n- six\n\n    seven"
    assert plain_text(markdown) == "Of two kinds:\nthree\nfive\nsix\nseven"
    assert " ".join(words_with_numbers(markdown)) == "Of two kinds: 3. three 4. 5. five six seven"


@pytest.mark.parametrize("word", ["*a*", "[a](https://oas.org)"])
def test_a_paragraph_with_very_many_marks_is_converted_with_its_formatting(word):
    stored = from_old_markdown(f"{word} " * 400)
    assert stored.count("a</") == 400
