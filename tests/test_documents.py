"""The documents name what is in the code. `RENEW=1 pytest tests/test_documents.py` draws the diagrams
of docs/architecture.md again from the imports."""

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import (
    APPS,
    LAYER,
    LAYERS,
    layer_of_file,
    modules,
    own_imports,
    tree_of,
)

ROOT = Path(__file__).resolve().parent.parent
ARCHITECTURE = ROOT / "docs" / "architecture.md"
STYLE_GUIDE = ROOT / "docs" / "style-guide.md"  # names British spellings too
RENEW = bool(os.environ.get("RENEW"))
Graph = dict[str, set[str]]

PAGES = sorted((ROOT / "docs").glob("*.md"))
CURRENT = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *PAGES]  # what they name is there now
ALL = [*CURRENT, ROOT / "CHANGELOG.md", *sorted((ROOT / "docs" / "adr").glob("*.md"))]


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


# Diagrams


def imports_between_apps() -> Graph:
    """Which app names which; the settings name modules in strings."""
    graph: Graph = {}
    for path in modules("config", *APPS):
        app = path.relative_to(ROOT).parts[0]
        named = {name.partition(".")[0] for name in own_imports(path)}
        if app == "config":
            named |= {name.partition(".")[0] for name in strings_in(path)} & set(APPS)
        graph.setdefault(app, set()).update(named - {app})
    return graph


def strings_in(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def imports_between_layers() -> Graph:
    """Which layer of reporting imports from which; layers are numbered from 1."""
    graph: Graph = {str(number): set() for number in range(1, len(LAYERS) + 1)}
    for path in modules("reporting"):
        if layer_of_file(path) not in LAYER:
            continue
        own = LAYER[layer_of_file(path)]
        for name in own_imports(path):
            _app, _dot, rest = name.partition("reporting.")
            other = LAYER.get(rest.partition(".")[0], own)
            if other != own:
                graph[str(own + 1)].add(str(other + 1))
    return graph


def without_implied(graph: Graph) -> Graph:
    """The graph without the arrows that a way of several arrows replaces."""

    def reached_from(start: str) -> set[str]:
        reached: set[str] = set()
        waiting = [start]
        while waiting:
            found = graph.get(waiting.pop(), set()) - reached
            reached |= found
            waiting += found
        return reached

    return {
        start: {
            end for end in ends if not any(end in reached_from(other) for other in ends - {end})
        }
        for start, ends in graph.items()
    }


def flowchart(graph: Graph, labels: dict[str, str]) -> str:
    nodes = [f'    {node}["{label}"]' for node, label in labels.items()]
    arrows_of = without_implied(graph)
    arrows = [
        f"    {start} --> {end}" for start in labels for end in labels if end in arrows_of[start]
    ]
    return "\n".join(["```mermaid", "flowchart TD", *nodes, *arrows, "```"])


def diagram_of_apps() -> str:
    return flowchart(imports_between_apps(), {name: name for name in ("config", *reversed(APPS))})


def layers() -> list[list[str]]:
    """The modules of each layer of reporting that are there, the lowest layer first."""
    folder = ROOT / "reporting"
    there = {path.stem for path in folder.iterdir() if path.is_dir() or path.suffix == ".py"}
    return [sorted(names & there) for names in LAYERS]


def diagram_of_layers() -> str:
    """The highest layer first: each imports from those below it."""
    labels = {
        str(number): f"{number}: {', '.join(names)}" for number, names in enumerate(layers(), 1)
    }
    return flowchart(imports_between_layers(), dict(reversed(labels.items())))


@pytest.mark.parametrize("draw", [diagram_of_apps, diagram_of_layers])
def test_diagram_is_the_one_that_the_imports_make(draw):
    begin, end = f"<!-- {draw.__name__}: begin -->\n", f"<!-- {draw.__name__}: end -->\n"
    text = ARCHITECTURE.read_text(encoding="utf-8")
    before, drawn, after = re.split(f"{begin}|{end}", text)
    if RENEW:
        drawn = f"{draw()}\n"
        ARCHITECTURE.write_text(f"{before}{begin}{drawn}{end}{after}", encoding="utf-8")
    assert drawn == f"{draw()}\n"


def test_an_arrow_that_others_imply_is_left_out():
    assert without_implied({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == {
        "a": {"b"},
        "b": {"c"},
        "c": set(),
    }


def test_every_module_of_reporting_is_described():
    table = section(ARCHITECTURE, "Layers of `reporting`")
    described = set(re.findall(r"`(\w+)(?:/|\.py)`", table))
    assert described == {name for names in layers() for name in names}


# Names of files and of what is in them

_FOLDERS = (
    *APPS, "config", "templates", "static", "fixtures", "docs", "tests", "bench", "bin",
    "requirements",
)  # fmt: skip
_NAMED = re.compile(
    rf"(?P<path>(?:{'|'.join(_FOLDERS)})/[^\s:]*|[\w-]+\.(?:md|toml))(?:: (?P<names>.+))?"
)
_CODE = re.compile(r"`([^`\n]+)`")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def section(path: Path, heading: str) -> str:
    """The text under a heading of the second level, up to the next one."""
    parts = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next(part for part in parts if part.startswith(f"{heading}\n"))


def named_in(path: Path) -> list[tuple[str, list[str]]]:
    """(a path that the document names in code, what it says is defined there)."""
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    found = (_NAMED.fullmatch(code) for code in _CODE.findall(text))
    return [(one["path"], (one["names"] or "").split(", ")) for one in found if one]


def files_called(path: str) -> list[Path]:
    """The files or folders of this path, in which `<name>` stands for any name."""
    return sorted(ROOT.glob(re.sub(r"<[^>]+>", "*", path)))


def defines(text: str, name: str) -> bool:
    """Whether a module defines the function, class or value; `A.b` is defined by its parts."""
    return all(
        re.search(rf"^\s*(?:(?:async )?def|class) {part}\b|^\s*{part}(?:: [^=\n]+)? = ", text, re.M)
        for part in name.split(".")
    )


@pytest.mark.parametrize("document", CURRENT, ids=name_of)
def test_every_path_that_a_document_names_exists(document):
    assert [path for path, _names in named_in(document) if not files_called(path)] == []


@pytest.mark.parametrize("document", CURRENT, ids=name_of)
def test_every_name_after_a_path_is_defined_there(document):
    missing = [
        f"{path}: {name}"
        for path, names in named_in(document)
        for name in filter(None, names)
        if not defines((ROOT / path).read_text(encoding="utf-8"), name)
    ]
    assert missing == []


@pytest.mark.parametrize(
    ("name", "is_defined"),
    [("make", True), ("Box", True), ("Box.open", True), ("SIZE", True), ("Box.shut", False)],
)
def test_a_definition_is_found_by_its_name(name, is_defined):
    module = "SIZE: int = 3\n\n\nclass Box:\n    def open(self): ...\n\n\ndef make(): ...\n"
    assert defines(module, name) == is_defined


def test_every_rule_names_the_file_that_decides_it():
    rows = re.findall(r"^\| (.+?) \| (.+?) \|", section(ARCHITECTURE, "Where each rule is"), re.M)
    decided = {rule: _CODE.findall(place) for rule, place in rows[1:]}
    without = [rule for rule, codes in decided.items() if not any(map(_NAMED.fullmatch, codes))]
    assert len(decided) > 30
    assert without == []


def test_documents_for_engineers_name_files():
    counts = {path.name: len(named_in(path)) for path in CURRENT}
    assert counts["architecture.md"] > 50
    assert counts["glossary.md"] > 20
    assert counts["CONTRIBUTING.md"] > 5


# Links

_LINK = re.compile(r"\[[^\]]+\]\(([^)\s]+)\)")


def anchors_of(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links_in(path: Path) -> list[str]:
    text = _FENCED.sub("", path.read_text(encoding="utf-8"))
    return [link for link in _LINK.findall(text) if "://" not in link]


@pytest.mark.parametrize("document", ALL, ids=name_of)
def test_every_link_leads_to_a_file_and_a_heading(document):
    broken = []
    for link in links_in(document):
        address, _hash, anchor = link.partition("#")
        target = (document.parent / address).resolve() if address else document
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)
    assert broken == []


def test_the_readme_leads_to_every_document():
    linked = {(ROOT / link.partition("#")[0]).resolve() for link in links_in(ROOT / "README.md")}
    assert {name_of(path) for path in PAGES if path not in linked} == set()


# Wording

BRITISH = re.compile(
    r"\b(?:\w*(?:colour|favour|honour|labour|neighbour|behaviour|centre|licence|defence|grey)\w*"
    r"|programmes?|\w*(?:catalogue|judgement|cancell(?:ed|ing)|travelling|millimetre|misspelt)\w*"
    r"|whilst|(?<!aria-)\w*labelled\w*"
    r"|\w*(?:organis|recognis|normalis|sanitis|summaris|harmonis|analys(?:e[ds]?\b|ing))\w*)\b",
    re.IGNORECASE,
)
# Official names, and what the report of 2011 prints.
QUOTED = re.compile(r"International Labour Organization|World Food Programme|labour migration")
# What recognizes or corrects British spelling, data of the languages, their tests, and the database
# of an earlier version.
SPELLINGS = (
    "reporting/recognition/data/",
    "reporting/recognition/languages/",
    "reporting/checks/names.py",
    "reporting/checks/vocabulary.py",
    "tests/reporting/checks/test_plans.py",
    "tests/reporting/recognition/test_four_languages.py",
    "tests/reporting/checks/test_words.py",
    "tests/reporting/actions/test_submissions.py",
    "tests/test_documents.py",
    "tests/upgrade/",
)
CODE = [
    "bench",
    "bin",
    "config",
    "implementers",
    "program",
    "reporting",
    "static",
    "templates",
    "tests",
]


def code_files() -> list[Path]:
    """Files of code that the project wrote, apart from migrations."""
    return [
        path
        for folder in CODE
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file()
        and (path.suffix in {".py", ".html", ".css", ".js", ".sh", ".md"} or folder == "bin")
        and not {"migrations", "vendor", "__pycache__"} & set(path.parts)
        and not str(path.relative_to(ROOT)).startswith(SPELLINGS)
    ]


@pytest.mark.parametrize("document", sorted({*ALL} - {STYLE_GUIDE}), ids=name_of)
def test_documents_are_in_american_spelling(document):
    text = _CODE.sub("", _FENCED.sub("", document.read_text(encoding="utf-8")))
    assert BRITISH.findall(text) == []


def test_code_is_in_american_spelling():
    paths = [ROOT / "pyproject.toml", *code_files()]
    assert ROOT / "templates" / "reporting" / "data" / "index.html" in paths
    found = {
        f"{path.relative_to(ROOT)}: {word}"
        for path in paths
        for word in BRITISH.findall(QUOTED.sub("", path.read_text(encoding="utf-8")))
    }
    assert found == set()


@pytest.mark.parametrize(
    "word",
    ["colour", "organisation", "programme", "Licences", "neighbours", "is_cancelled_at", "--grey"],
)
def test_a_british_spelling_is_found(word):
    assert BRITISH.search(f"The {word} of it.")


# Changelog

_SECTIONS = ["Added", "Changed", "Fixed", "Removed", "Security"]


def versions() -> list[tuple[str, list[str]]]:
    """(heading, the headings of its sections) for each version of the changelog."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    assert first.startswith("# Changelog\n")
    return [
        (part.partition("\n")[0], re.findall(r"^### (.+)$", part, re.MULTILINE)) for part in parts
    ]


def test_versions_of_the_changelog_are_numbered_and_dated_newest_first():
    unreleased, *released = [heading for heading, _sections in versions()]
    found = [re.fullmatch(r"(\d+)\.(\d+)\.(\d+) - (\d{4}-\d\d-\d\d)", one) for one in released]
    numbers = [tuple(map(int, one.groups()[:3])) for one in found]
    dates = [one[4] for one in found]
    assert unreleased == "Unreleased"
    assert numbers == sorted(set(numbers), reverse=True)
    assert dates == sorted(set(dates), reverse=True)


def test_each_version_of_the_changelog_has_the_sections_in_their_order():
    for heading, sections in versions():
        assert sections == [one for one in _SECTIONS if one in sections], heading
        assert sections, heading
