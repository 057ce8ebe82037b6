"""Rules for the files of the repository, other than those of the architecture."""

import fnmatch
import re
import subprocess
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 600
PRINTED = ROOT / "fixtures" / "2011" / "source" / "annual-report-2011.txt"
TEXTS = {
    "", ".py", ".md", ".html", ".css", ".js", ".sh", ".toml", ".txt", ".yaml", ".yml", ".json",
    ".po", ".svg",
}  # fmt: skip

REGISTRIES = re.compile(
    r"pypi\.org|pythonhosted\.org|registry\.npmjs|proxy\.golang|--(?:extra-)?index-url"
    r"|--trusted-host|//[^/\s]*(?:artifactory|nexus|devpi)"
)
PLACES = re.compile(r"/wor[k]/|/home/\w|/root/|/Users/|[A-Z]:\\Users")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|HACK)\b")
# Classes without a rule, by which tests find what they look at.
FOR_TESTS = {"change-new", "history", "nothing-declared"}
STYLES = ROOT / "static"


def files() -> list[Path]:
    """What the repository holds, or will with the next commit."""
    listed = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def ours() -> list[Path]:
    """Texts that we wrote: not what others made, nor the printed report, nor these patterns."""
    return [
        path
        for path in files()
        if path.suffix in TEXTS
        and "vendor" not in path.parts
        and path not in (PRINTED, Path(__file__).resolve())
    ]


def lines_that_match(form: re.Pattern[str]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path in ours()
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if form.search(line)
    ]


def test_no_class_name_is_used_twice():
    names = Counter(
        name
        for path in ours()
        if path.suffix == ".py" and not {"migrations", "tests", "bench", "bin"} & set(path.parts)
        for name in re.findall(r"(?m)^class (\w+)", path.read_text(encoding="utf-8"))
    )
    assert [name for name, count in names.items() if count > 1] == ["Command"]  # Django's name


def test_no_module_is_too_long_to_read():
    long = {
        str(path.relative_to(ROOT)): count
        for path in ours()
        if path.suffix == ".py" and not {"migrations", "tests"} & set(path.parts)
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > LONGEST
    }
    assert long == {}


def test_the_migrations_hold_all_that_the_models_say(db):
    out = StringIO()
    call_command("makemigrations", "--check", "--dry-run", stdout=out)
    assert out.getvalue() == "No changes detected\n"


def test_the_user_alone_is_in_the_first_migration():
    text = (ROOT / "implementers" / "migrations" / "0001_user.py").read_text()
    assert text.count("migrations.CreateModel") == 1


def test_no_address_of_a_registry_is_written_down():
    assert lines_that_match(REGISTRIES) == []


def test_no_place_of_one_machine_is_written_down():
    assert lines_that_match(PLACES) == []


def test_nothing_is_left_for_later_in_a_comment():
    assert lines_that_match(UNFINISHED) == []


@pytest.mark.parametrize("name", ["run.txt", "dev.txt"])
def test_every_requirement_is_pinned_and_has_its_hashes(name):
    text = (ROOT / "requirements" / name).read_text().replace("\\\n", " ")
    requirements = [
        line for line in text.splitlines() if line and not line.lstrip().startswith("#")
    ]
    assert len(requirements) > 10
    without = [
        line[:60]
        for line in requirements
        if not re.match(r"[a-z0-9.\[\]_-]+==\S+", line, re.IGNORECASE)
        or "--hash=sha256:" not in line
    ]
    assert without == []


def stylesheets(folder: str) -> list[str]:
    """The stylesheets of a folder of static/, without comments."""
    return [
        re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        for path in sorted((STYLES / folder).glob("*.css"))
    ]


def known_classes() -> set[str]:
    """The classes with a rule in a stylesheet or a template, or named in a string of a script."""
    templates = [path.read_text(encoding="utf-8") for path in ours() if path.suffix == ".html"]
    rules = [*stylesheets("site"), *stylesheets("document")]
    for template in templates:
        rules += re.findall(r"<style>(.*?)</style>", template, re.DOTALL)
    scripts = [
        string
        for path in ours()
        if path.suffix == ".js"
        for string in re.findall(r"""["'`](.*?)["'`]""", path.read_text(encoding="utf-8"))
    ]
    return {name for rule in rules for name in re.findall(r"\.([a-z][\w-]*)", rule)} | {
        name for string in scripts for name in re.findall(r"[a-z][\w-]*", string)
    }


def classes_in(template: str) -> set[str]:
    """The classes that a template uses, with "*" for a value: "outcome-*"."""
    attributes = re.findall(r"""class="((?:{{.*?}}|{%.*?%}|[^"])*)\"""", template)
    return {
        name
        for attribute in attributes
        for name in re.sub(r"{{.*?}}", "*", re.sub(r"{%.*?%}", " ", attribute)).split()
    }


def test_each_class_in_a_template_has_a_rule_or_a_use():
    known = known_classes()
    used = {
        name: str(path.relative_to(ROOT))
        for path in ours()
        if path.suffix == ".html"
        for name in classes_in(path.read_text(encoding="utf-8"))
    }
    assert {"visually-hidden", "outcome-*", *FOR_TESTS} <= used.keys()
    unknown = {name: path for name, path in used.items() if not fnmatch.filter(known, name)}
    assert {name: path for name, path in unknown.items() if name not in FOR_TESTS} == {}


def test_the_classes_of_a_template_are_found():
    template = """<p class="a b{% if x|f:"y" %} c{% endif %}"><b class="d-{{ e|f:"g" }}">"""
    assert classes_in(template) == {"a", "b", "c", "d-*"}


@pytest.mark.parametrize("folder", ["site", "document"])
def test_each_variable_of_a_stylesheet_is_defined(folder):
    styles = "".join(stylesheets(folder))
    used = set(re.findall(r"var\(\s*(--[\w-]+)", styles))
    assert "--navy" in used
    assert used - set(re.findall(r"(--[\w-]+)\s*:", styles)) == set()


def carried_in() -> list[Path]:
    """Folders of what others made."""
    return [ROOT / "static" / "fonts", *sorted((ROOT / "static" / "vendor").iterdir())]


@pytest.mark.parametrize("folder", carried_in(), ids=lambda folder: folder.name)
def test_what_others_made_comes_with_its_license_and_where_it_is_from(folder):
    names = [path.name for path in folder.iterdir()]
    assert "README.md" in names
    assert any(re.match(r"(LICEN[CS]E|OFL|COPYING)", name) for name in names)


def test_every_typeface_has_a_license():
    fonts = ROOT / "static" / "fonts"
    families = {path.name.partition("-")[0] for path in fonts.glob("*.ttf")}
    assert families == {path.stem.partition("-")[2] for path in fonts.glob("OFL-*.txt")}


def test_each_dependency_says_why():
    text = (ROOT / "pyproject.toml").read_text()
    listed = text.partition("\ndependencies = [\n")[2].partition("\n]\n")[0].splitlines()
    assert len(listed) > 10
    assert [line for line in listed if not re.search(r"# \w", line)] == []


def test_every_decision_has_its_number_and_a_title():
    decisions = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in decisions] == [
        f"{number:04}" for number in range(1, len(decisions) + 1)
    ]
    for path in decisions:
        text = path.read_text(encoding="utf-8")
        assert text.startswith("# ")
        assert len(text.split()) <= 450
