"""Every string a user sees goes through gettext."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.utils.functional import Promise

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# Shown when nothing can be relied on, so Django renders it without a request or a language.
WITHOUT_A_LANGUAGE = {TEMPLATES / "500.html"}
FILES = sorted(set(TEMPLATES.rglob("*.html")) - WITHOUT_A_LANGUAGE)
APPS = ("program", "implementers", "reporting")

# Attributes of a form in a file of their own: they are read as they stand, inside a tag.
ATTRIBUTES = {
    TEMPLATES / "desk" / name
    for name in ("_editor_messages.html", "_chapter_messages.html", "_in_place.html")
}

# The same in every language: a verb of HTTP, the name of an algorithm, languages by their own
# names, the markers of lists.
EXCEPTIONS = {
    "GET", "SHA-256", "English", "Español", "Français", "Português",
    "a.", "a)", "(a)", "A.", "i.", "i)", "(i)", "I.",
}  # fmt: skip

_TRANSLATED = re.compile(
    r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.DOTALL
)
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?{%\s*endcomment\s*%}|<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_DJANGO = re.compile(r"{{.*?}}|{%.*?%}", re.DOTALL)
_SEEN_ATTRIBUTE = re.compile(
    r"\b(?:title|alt|placeholder|aria-label|aria-description|data-running)=([\"'])(.*?)\1",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)


def words_left(template: str) -> list[str]:
    """The words of a template that no {% translate %} stands around, in text or in attributes."""
    for form in (_TRANSLATED, _COMMENT, _UNSEEN, _DJANGO):
        template = form.sub("", template)
    attributes = [found.group(2) for found in _SEEN_ATTRIBUTE.finditer(template)]
    texts = [*_TAG.sub("\n", template).split("\n"), *attributes]
    return [text.strip() for text in texts if re.search(r"[^\W\d_]", re.sub(r"&\w+;", "", text))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_template_has_no_words_of_its_own(path):
    text = path.read_text(encoding="utf-8")
    left = set(words_left(f"<form {text}>" if path in ATTRIBUTES else text)) - EXCEPTIONS
    assert left == set()


@pytest.mark.parametrize(
    ("template", "left"),
    [
        ("<p>Hello</p>", ["Hello"]),
        ("<p>{% translate 'Hello' %}</p>", []),
        ("{% blocktranslate with a=b %}Hello {{ a }}{% endblocktranslate %}", []),
        ("<a title='Close'>{{ x }}</a>", ["Close"]),
        ("<a class='close' href='/a/'>{{ x }} – 3.</a>&nbsp;", []),
        ("{# a note #}<style>p { color: red }</style>", []),
    ],
)
def test_the_check_sees_words(template, left):
    assert words_left(template) == left


def models():
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not model.__name__.startswith("Historical")
    ]


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_a_models_names_are_translated(model):
    assert isinstance(model._meta.verbose_name, Promise)
    assert isinstance(model._meta.verbose_name_plural, Promise)


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_a_fields_names_and_helps_are_translated(model):
    plain = [
        field.name
        for field in model._meta.get_fields()
        if field.concrete
        and not field.auto_created
        # The columns of rows that only join two others are never shown by themselves.
        and field.name
        not in (
            "entry",
            "event",
            "occasion",
            "activity",
            "country",
            "later",
            "earlier",
            "highlight",
        )
        if not isinstance(field.verbose_name, Promise)
        or (field.help_text and not isinstance(field.help_text, Promise))
    ]
    assert plain == []


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_what_a_constraint_says_is_translated(model):
    for constraint in model._meta.constraints:
        assert isinstance(constraint.violation_error_message, Promise), constraint.name


@pytest.mark.parametrize("app", APPS)
def test_an_apps_name_is_translated(app):
    assert isinstance(apps.get_app_config(app).verbose_name, Promise)


# What is translated when a module is imported keeps the language of the first request.

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


def nodes_at_import(node: ast.AST) -> Iterator[ast.AST]:
    """The parts of a module that run when it is imported: not the bodies of functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, _FUNCTIONS):
            defaults = [*child.args.defaults, *filter(None, child.args.kw_defaults)]
            for part in [*defaults, *getattr(child, "decorator_list", [])]:
                yield part
                yield from nodes_at_import(part)
        else:
            yield child
            yield from nodes_at_import(child)


def translated_at_import(source: str) -> list[int]:
    """The lines where a text is translated at import, or a lazy one is made a string."""
    tree = ast.parse(source)
    names = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
        if "gettext" in alias.name
    }

    def called(node: ast.AST) -> str:
        is_name = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        return names.get(node.func.id, "") if is_name else ""

    def makes_a_string(node: ast.AST) -> bool:
        return (
            isinstance(node, ast.BinOp | ast.JoinedStr) and any(map(called, ast.walk(node)))
        ) or (isinstance(node, ast.Attribute) and bool(called(node.value)))

    return [
        node.lineno
        for node in nodes_at_import(tree)
        if (called(node) and not called(node).endswith("_lazy")) or makes_a_string(node)
    ]


def test_nothing_is_translated_at_import():
    paths = [
        path
        for app in (*APPS, "config")
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py"))
    ]
    assert len(paths) > 300
    found = {
        path.name: lines for path in paths if (lines := translated_at_import(path.read_text()))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("line", "is_found"),
    [
        ("class Form:\n    help = _('Text')", True),
        ("def f(text=_('Text')): ...", True),
        ("TITLE = lazy('%s') % 3", True),
        ("TITLE = lazy('a') + lazy('b')", True),
        ("TITLE = f'{lazy(1)}'", True),
        ("TITLE = lazy('a').upper()", True),
        ("TITLE = lazy('a')", False),
        ("def f(): return _('Text') % 3", False),
        ("sort = lambda: _('Text')", False),
    ],
)
def test_a_text_translated_at_import_is_found(line, is_found):
    imports = "from django.utils.translation import gettext as _, gettext_lazy as lazy\n"
    assert bool(translated_at_import(imports + line)) == is_found
