"""How long all checks take over a year and over ten times as much.

Both are measured in one run, in turn. The database needs the 2011 year (`./run --no-serve` loads
it). The ten times as much are ten distinct copies of its chapters. See bench/README.md.
"""

import argparse
import os
import statistics
import sys
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 10


def main() -> None:
    options = read_options()
    once = year_to_check(options.year)
    runs: dict[int, list[float]] = {1: [], TIMES: []}
    for _round in range(options.rounds):
        for times, taken in runs.items():
            taken.append(seconds(copied(once, times)))
    show(runs, len(once.entries))


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--year", type=int, default=2011)
    return parser.parse_args()


def year_to_check(year: int):
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from reporting.checks.reading import read_year
    from reporting.queries.years import get_year

    return read_year(get_year(year))


def copied(year, times: int):
    """A new year, so that nothing kept from an earlier run helps, with `times` as many chapters."""
    return replace(
        year,
        chapters=tuple(
            chapter_copy(chapter, number) for number in range(times) for chapter in year.chapters
        ),
    )


def chapter_copy(chapter, number: int):
    """A chapter under another name, whose entries are others and say something of their own."""
    suffix = f"c{number}"
    return replace(
        chapter,
        slug=f"{chapter.slug}{suffix}",
        entries=tuple(
            replace(
                entry,
                reference=f"{entry.reference}{number:03d}",
                chapter=f"{chapter.slug}{suffix}",
                plain=f"{entry.plain}\nCopy {number} of {entry.reference}.",
                continues=tuple(f"{earlier}{number:03d}" for earlier in entry.continues),
            )
            for entry in chapter.entries
        ),
    )


def seconds(year) -> float:
    from reporting.checks.run import run_checks

    begun = time.perf_counter()
    run_checks(year)
    return time.perf_counter() - begun


def show(runs: dict[int, list[float]], entries: int) -> None:
    medians = {times: statistics.median(taken) for times, taken in runs.items()}
    for times, median in medians.items():
        print(f"{times * entries:6d} entries: {median:7.2f} s")
    print(
        f"ratio: {medians[TIMES] / medians[1]:.1f} for {TIMES} times the entries (aim: at most 12)"
    )


if __name__ == "__main__":
    main()
