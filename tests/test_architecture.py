"""Which module may import which, as docs/architecture.md describes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
APPS = ["program", "implementers", "reporting"]

# Inside reporting, each layer may import itself and the layers above it in this list.
LAYERS = [
    {
        "enums",
        "workflow",
        "exceptions",
        "file_types",
        "validators",
        "numbering",
        "outcomes",
        "periods",
        "text_parts",
        "entry_content",
        "spreadsheets",
        "merging",
    },
    {"models", "migrations", "apps", "triggers"},
    {"policies", "permissions"},
    {"queries"},
    {"recognition"},
    {"checks"},
    {"document", "charts"},
    {"actions"},
    {"backup", "importing", "exporting", "search", "notifications"},
    {"forms", "filters", "filter_fields", "filtered_lists", "query_params"},
    {"views", "api", "tasks", "management", "templatetags", "admin", "urls", "receivers"},
]
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}

# The vocabulary of languages is no table.
LANGUAGES = {
    "program.models",
    "program.models.Language",
    "program.models.base",
    "program.models.base.Language",
}

# "file: name" of an import inside a function, with its reason.
INLINE_IMPORTS: dict[str, str] = {}


def modules(*folders: str) -> list[Path]:
    return sorted(
        path
        for folder in folders
        for path in (ROOT / folder).rglob("*.py")
        if "migrations" not in path.parts
    )


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def package_of(path: Path) -> list[str]:
    parts = list(path.relative_to(ROOT).with_suffix("").parts)
    return parts[:-1]


def imported(path: Path, tree: ast.AST) -> Iterator[str]:
    """Every module that `path` imports, in full; `from a import b` yields a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            package = package_of(path)
            base = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*base, *([node.module] if node.module else [])])
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> Iterator[str]:
    for name in imported(path, tree_of(path)):
        if name.partition(".")[0] in (*APPS, "config", "tests"):
            yield name


@pytest.mark.parametrize("app", APPS)
def test_imports_run_from_reporting_to_implementers_to_program(app):
    later = [*APPS[APPS.index(app) + 1 :], "config", "tests"]
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(app)
        for name in own_imports(path)
        if name.partition(".")[0] in later
    ]
    assert wrong == []


def layer_of_file(path: Path) -> str:
    return path.relative_to(ROOT / "reporting").with_suffix("").parts[0]


def test_every_module_of_reporting_has_its_layer():
    held = {layer_of_file(path) for path in modules("reporting")} - {"__init__"}
    assert held - LAYER.keys() == set()


def test_inside_reporting_imports_run_down_the_list():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("reporting")
        if layer_of_file(path) in LAYER
        for name in own_imports(path)
        if name.startswith("reporting.")
        and LAYER.get(name.split(".")[1], 0) > LAYER[layer_of_file(path)]
    ]
    assert wrong == []


def test_only_the_assembler_of_a_document_reads_the_database():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules("reporting/document")
        if path.name != "assemble.py"
        for name in own_imports(path)
        if ".models" in name and name not in LANGUAGES
    ]
    assert wrong == []


# The workflow, what tells of its steps, and imports, which begin accepted. Everybody else asks what is
# public, by `public()`.
KNOW_ACCEPTED = {
    "reporting/workflow.py",
    "reporting/models/submission.py",
    "reporting/notifications/due.py",
    "reporting/importing/load.py",
}
ACCEPTED = re.compile(r"SubmissionStatus\.ACCEPTED|status\w*[\"']?\s*[=!:,(]+\s*[\"']accepted")


def files_with(pattern: re.Pattern[str]) -> set[str]:
    """The modules and templates with such a line."""
    paths = [*modules(*APPS), *(ROOT / "templates").rglob("*")]
    return {
        str(path.relative_to(ROOT))
        for path in paths
        if path.is_file() and pattern.search(path.read_text(encoding="utf-8"))
    }


def test_only_the_workflow_asks_whether_a_chapter_is_accepted():
    assert files_with(ACCEPTED) == KNOW_ACCEPTED


@pytest.mark.parametrize(
    "line",
    [
        "filter(submission__status=SubmissionStatus.ACCEPTED)",
        'filter(status="accepted")',
        "{% if chapter.status == 'accepted' %}",
        "{'status': 'accepted'}",
    ],
)
def test_the_pattern_finds_each_way_to_ask(line):
    assert ACCEPTED.search(line)


def test_only_publishing_makes_a_chapter_public():
    assert files_with(re.compile(r"\.is_public = ")) == {"reporting/actions/publishing.py"}
    assert files_with(re.compile(r"is_public=(True|False)|[\"']is_public[\"']:")) == {
        "reporting/models/submission.py"  # the constraint
    }


def test_only_the_program_asks_whether_it_is_the_current_one():
    asked = files_with(re.compile(r"is_current=True|__is_current|\.is_current\b"))
    assert asked == set()
    assert files_with(re.compile(r"[\"'}]is_current[\"']")) == {
        "program/admin.py",  # shown in lists
        "program/models/program.py",
        "reporting/importing/reference_data.py",  # of the first that is loaded
    }


def test_one_rule_says_which_countries_an_entry_concerns():
    asked = re.compile(r"(?:[!=]=|role=)\s*(?:CountryRole\.MENTIONED|[\"']mentioned)")
    assert files_with(asked) == {"reporting/enums.py", "reporting/models/entry.py"}


# Names that Django prescribes for several classes.
PRESCRIBED = {"Command", "Meta"}


def type_names(tree: ast.Module) -> Iterator[str]:
    """The classes of a module, and its aliases and variables of types: `Direction = Literal[…]`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            yield node.name
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and re.match("[A-Z].*[a-z]", target.id):
                yield target.id


def test_each_name_of_a_type_stands_for_one_thing():
    uses: dict[str, list[str]] = {}
    for path in modules(*APPS, "config"):
        for name in type_names(tree_of(path)):
            uses.setdefault(name, []).append(str(path.relative_to(ROOT)))
    assert {"NotPermitted", "Meta", "Direction", "EntryContent"} <= uses.keys()
    twice = {name: paths for name, paths in uses.items() if len(paths) > 1}
    assert {name: paths for name, paths in twice.items() if name not in PRESCRIBED} == {}


def test_the_names_of_types_are_found_in_each_form():
    module = """
class Outer:
    class Inner: ...
Alias = int | str
Annotated: object = int
def function():
    class Local: ...
LIMIT = 3
"""
    assert set(type_names(ast.parse(module))) == {"Outer", "Inner", "Alias", "Annotated", "Local"}


def test_only_config_knows_all_three_apps_and_nobody_knows_config():
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for path in modules(*APPS)
        for name in own_imports(path)
        if name.partition(".")[0] == "config"
    ]
    assert wrong == []


def inline_imports(path: Path) -> Iterator[str]:
    for function in ast.walk(tree_of(path)):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            for name in imported(path, function):
                yield f"{path.relative_to(ROOT)}: {name}"


def test_no_import_hides_in_a_function():
    found = {name for path in modules(*APPS, "config") for name in inline_imports(path)}
    assert found == set(INLINE_IMPORTS)


def type_checking_imports(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            yield from (f"{path.relative_to(ROOT)}: {n}" for n in imported(path, node))


def test_no_import_dodges_a_circle():
    assert [name for path in modules(*APPS) for name in type_checking_imports(path)] == []


def circles(graph: dict[str, set[str]]) -> Iterator[str]:
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> Iterator[str]:
        if name in way:
            yield " → ".join([*way[way.index(name) :], name])
        elif name not in done:
            for following in sorted(graph.get(name, ())):
                yield from walk(following, (*way, name))
            done.add(name)

    for name in sorted(graph):
        yield from walk(name, ())


def test_no_two_modules_import_each_other():
    names = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
        for path in modules(*APPS)
    }
    graph = {
        name: {other for other in own_imports(path) if other in names and other != name}
        for name, path in names.items()
    }
    # Importing a sibling names the package too, whose __init__ gathers them all.
    graph = {
        name: {other for other in others if not name.startswith(f"{other}.")}
        for name, others in graph.items()
    }
    assert list(circles(graph)) == []
