"""Reading and checking all files of a year before anything is written."""

from pathlib import Path

from django.utils.translation import gettext as _

from reporting.exceptions import FilesRefused
from reporting.importing import shapes
from reporting.importing.agreement import disagreements
from reporting.importing.kinds import Kind
from reporting.importing.yaml_files import Node, read_file
from reporting.importing.year_files import YearFiles, entries_of


def read_year_files(directory: Path) -> YearFiles:
    """Read and check the files of a year in `directory`.

    Raises `FilesRefused` with every problem and its file and line: an unknown key, code, country,
    implementer or reference, a value of the wrong kind, or an impossible date.
    """
    if not directory.is_dir():
        raise FilesRefused([_("%(path)s is not a folder") % {"path": directory}])
    problems: list[str] = []
    program = _read(directory, "program.yaml", shapes.PROGRAM_FILE, problems)
    year = _read(directory, "year.yaml", shapes.YEAR_FILE, problems)
    narratives = _read(directory, "narratives.yaml", shapes.NARRATIVES_FILE, problems)
    activities = _read(directory, "activities.yaml", shapes.ACTIVITIES_FILE, problems)
    countries = _read(directory, "countries.yaml", shapes.COUNTRIES_FILE, problems)
    implementers = _read(directory, "implementers.yaml", shapes.IMPLEMENTERS_FILE, problems)
    contributors = _read_if_there(
        directory, "contributors.yaml", shapes.CONTRIBUTORS_FILE, problems
    )
    places = _read_if_there(directory, "places.yaml", shapes.PLACES_FILE, problems)
    events = _read_if_there(directory, "events.yaml", shapes.EVENTS_FILE, problems)
    themes = Node(themes=[])
    if (directory / "themes.yaml").exists():  # files of another year may go without
        themes = _read(directory, "themes.yaml", shapes.THEMES_FILE, problems)
    _refuse(problems)
    chapters = [
        _read(directory, f"chapters/{slug}.yaml", shapes.CHAPTER_FILE, problems)
        for slug in year["chapters"]
    ]
    _refuse(problems)
    files = YearFiles(
        program=program,
        activities=activities["activities"],
        countries=countries["countries"],
        implementers=implementers["implementers"],
        year=year,
        narratives=narratives["narratives"],
        highlights=narratives.get("highlights", []),
        chapters=chapters,
        contributors=contributors.get("contributors", []),
        places=places.get("places", []),
        same_events=events.get("same", []),
        themes=themes["themes"],
        other_sources={node["key"]: node["title"] for node in program.get("other_sources", [])},
    )
    for chapter in chapters:
        for _kind, _position, entry in entries_of(chapter):
            entry["event_subjects"] = events.get("subjects", {}).get(entry["ref"], [])
    _refuse(list(disagreements(files)))
    return files


def _read_if_there(directory: Path, name: str, shape: Kind, problems: list[str]) -> Node:
    """Read a file that a year may lack."""
    return _read(directory, name, shape, problems) if (directory / name).exists() else Node()


def _read(directory: Path, name: str, shape: Kind, problems: list[str]) -> Node:
    try:
        node = read_file(directory, name)
    except FilesRefused as error:
        problems += error.problems
        return Node()
    problems += shape(node, node.location)
    return node


def _refuse(problems: list[str]) -> None:
    if problems:
        raise FilesRefused(problems)
