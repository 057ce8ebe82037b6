"""How templates are written: short lines, named parameters, no blank where none belongs."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
FILES = sorted(path for path in TEMPLATES.rglob("*") if path.suffix in {".html", ".txt"})
LONGEST = 120

_UNSEEN = re.compile(r"{#.*?#}|<!--.*?-->|<(script|style|pre)\b.*?</\1>", re.DOTALL)
_TRANSLATED = re.compile(r"{% blocktranslate\b.*?%}\s*(.*?)\s*{% endblocktranslate %}", re.DOTALL)
_OTHERWISE = re.compile(r"\s*{% (?:elif .*?|else|empty|plural) %}\s*")
_INCLUDED = re.compile(r"{% include .*?%}")
# A tag that writes nothing itself, or begins or ends a block.
_SILENT = re.compile(
    r"{% (?:end\w+|if|for|with|block|ifchanged|localize|autoescape|load|extends|csrf_token|regroup)\b.*?%}"
    r"|{% \w+ [^%]*? as \w+ %}"
)
_WRITTEN = re.compile(r"{{.*?}}|{%.*?%}")
_TAG = re.compile(r"<[^>]*>", re.DOTALL)
_BLANK = re.compile(r"\s[,.;:!?)\]]")


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


def blanks_before_punctuation(template: str) -> list[str]:
    """Where white space would be shown before a comma, a full stop or a bracket that closes.

    A partial ends with a line break, so it counts as a word with white space after it.
    """
    text = _UNSEEN.sub("", template)
    text = _TRANSLATED.sub(r"\1", text)
    text = _OTHERWISE.sub("|", text)
    text = _INCLUDED.sub("included\n", text)
    text = _SILENT.sub("", text)
    text = _WRITTEN.sub("written", text)
    text = _TAG.sub("", text)
    return [
        " ".join(text[max(0, found.start() - 20) : found.end()].split())
        for found in _BLANK.finditer(text)
    ]


def test_there_are_templates():
    assert len(FILES) > 100


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_line_of_a_template_is_too_long_to_read(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if len(line) > LONGEST] == []


_TIME_OF_DAY = re.compile(r"""\|date:["'][^"']*[HGgh]:i[^"']*["']""")


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_time_of_day_is_shown_without_its_zone(path):
    """The tag is `moment`; the imprint of an edition names the zone itself (`e`)."""
    shown = _TIME_OF_DAY.findall(path.read_text(encoding="utf-8"))
    assert [one for one in shown if not one.rstrip("\"'").endswith(" e")] == []


PUBLIC = [path for path in FILES if name_of(path).startswith(("reporting/", "charts/"))]


@pytest.mark.parametrize("path", PUBLIC, ids=name_of)
def test_a_partial_of_the_public_pages_gets_its_parameters_by_name(path):
    included = _INCLUDED.findall(path.read_text(encoding="utf-8"))
    assert [tag for tag in included if not tag.endswith(" only %}")] == []


# These hold attributes of a tag, not text.
@pytest.mark.parametrize(
    "path", [path for path in FILES if path.name != "_editor_messages.html"], ids=name_of
)
def test_no_blank_stands_before_a_comma_or_a_bracket(path):
    assert blanks_before_punctuation(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("<p>{{ a }}{% if b %}, {{ b }}{% endif %}.</p>", []),
        ("<p>{{ a }}\n{% if b %}, {{ b }}{% endif %}</p>", ["written ,"]),
        ("<p><a>{{ a }}</a> ({{ b }} )</p>", ["written (written )"]),
        ('{% include "x.html" %}, {{ b }}', ["included ,"]),
        ("{% translate 'One' %} .", ["written ."]),
        ("{% blocktranslate trimmed %}\n One\n{% endblocktranslate %},", []),
        ("{% blocktranslate trimmed %}\n One\n{% endblocktranslate %} ,", ["One ,"]),
        ("{{ a }}{% if b %} · {% else %}, {% endif %}{{ c }}", []),
        ("{# A note , #}{{ a }}<pre>x ,</pre>", []),
    ],
)
def test_the_check_sees_blanks(template, found):
    assert blanks_before_punctuation(template) == found
