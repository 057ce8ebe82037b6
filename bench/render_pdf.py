"""How long the report's PDF takes against the `weasyprint` command on the same HTML.

Both run in a new process, in turn, and write a tagged PDF of the matrix layout. The database needs
the 2011 year (`./run --no-serve` loads it). See bench/README.md.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "static" / "fonts"


@dataclass(frozen=True)
class Run:
    """One run: wall time and processor time in seconds, most memory held in MB."""

    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    options = read_options()
    with tempfile.TemporaryDirectory() as folder:
        commands = prepare(Path(folder), options.year, options.layout)
        runs: dict[str, list[Run]] = {name: [] for name in commands}
        for _round in range(options.rounds):
            for name, command in commands.items():
                runs[name].append(measure(command))
    show(runs)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--year", type=int, default=2011)
    parser.add_argument("--layout", default="matrix", help="matrix or reading")
    return parser.parse_args()


def prepare(folder: Path, year: int, layout: str) -> dict[str, list[str]]:
    """The two commands; the HTML of the second is written into `folder`."""
    html = folder / "report.html"
    html.write_text(html_for_print(year, layout), encoding="utf-8")
    manage = [sys.executable, str(ROOT / "manage.py"), "render_report", str(year)]
    form = ["--format", "pdf", "--layout", layout]
    weasyprint = [
        str(Path(sys.executable).with_name("weasyprint")),
        "--quiet",
        "--pdf-tags",
    ]
    base = ["--base-url", f"{FONTS.as_uri()}/"]
    return {
        "render_report": [*manage, *form, "--output", str(folder / "ours.pdf")],
        "weasyprint": [*weasyprint, *base, str(html), str(folder / "theirs.pdf")],
    }


def html_for_print(year: int, layout: str) -> str:
    """What our own command hands to WeasyPrint."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from reporting.document.assemble import assemble
    from reporting.document.html import render_html_for_print
    from reporting.queries.years import get_year

    return render_html_for_print(assemble(get_year(year), language="en"), layout=layout)


def measure(command: list[str]) -> Run:
    """Run a command to its end; raises `CalledProcessError` when it fails."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=ROOT)
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def show(runs: dict[str, list[Run]]) -> None:
    for name, own in runs.items():
        times = " ".join(f"{run.seconds:.2f}" for run in own)
        most = max(run.megabytes for run in own)
        print(f"{name:14} median {wall(own):.2f} s   most memory {most:.0f} MB   ({times})")
    ours, theirs = runs.values()
    print(f"ratio          {wall(ours) / wall(theirs):.2f}   (aim: 1.30)")
    print(
        f"of processor   {processor(ours) / processor(theirs):.2f}   (steadier on a busy machine)"
    )


def wall(runs: list[Run]) -> float:
    return statistics.median(run.seconds for run in runs)


def processor(runs: list[Run]) -> float:
    return statistics.median(run.processor for run in runs)


if __name__ == "__main__":
    main()
