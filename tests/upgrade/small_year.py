"""The files of a year before 2011, with two chapters, made from those of 2011."""

import re
import shutil
from pathlib import Path

CHAPTERS = ("mide", "csm")
_REFERENCE_DATA = (
    "program.yaml",
    "activities.yaml",
    "countries.yaml",
    "implementers.yaml",
    "themes.yaml",
)
_REFERENCE = re.compile(rf"\b2011-(?=(?:{'|'.join(CHAPTERS)})-\d)")


def write_small_year(source: Path, target: Path, year: int) -> Path:
    """Write the files of `year` to the new folder `target`; `source` has those of 2011."""
    (target / "chapters").mkdir(parents=True)
    for name in _REFERENCE_DATA:
        shutil.copyfile(source / name, target / name)
    for slug in CHAPTERS:
        text = (source / "chapters" / f"{slug}.yaml").read_text(encoding="utf-8")
        _write(target / "chapters" / f"{slug}.yaml", _REFERENCE.sub(f"{year}-", text))
    text = (source / "narratives.yaml").read_text(encoding="utf-8")
    _write(target / "narratives.yaml", text.partition("\nhighlights:")[0] + "\n")
    text = (source / "year.yaml").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^year: 2011$", f"year: {year}", text)
    _write(target / "year.yaml", re.sub(r"(?m)^chapters: .*$", f"chapters: {_list()}", text))
    return target


def replace_once(file: Path, old: str, new: str) -> None:
    """Replace the only occurrence of `old` in the file. Raises `ValueError` for any other number."""
    text = file.read_text(encoding="utf-8")
    if text.count(old) != 1:
        raise ValueError(f"{old!r} occurs {text.count(old)} times in {file.name}")
    _write(file, text.replace(old, new))


def _list() -> str:
    return f"[{', '.join(CHAPTERS)}]"


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
