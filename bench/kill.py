"""Kills the server while people write, and counts what was answered as saved and is lost.

Runs gunicorn over HTTP on a database of its own; three writers save continually through the
autosave; the whole process group is killed with SIGKILL at random moments, started again, and every
text compared. See bench/README.md.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.crash.kill import WRITERS, Outcome, run_kills  # noqa: E402
from tests.crash.portal import Portal  # noqa: E402

_OWN_SERVER = "KILL_ON_POSTGRES"


def main() -> int:
    options = read_options()
    if options.database == "postgres" and _OWN_SERVER not in os.environ:
        wrapper = str(ROOT / "bin" / "with-postgres")
        os.environ[_OWN_SERVER] = "yes"
        os.execv(wrapper, [wrapper, sys.executable, *sys.argv])
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        on_sqlite = f"sqlite:///{folder}/portal.sqlite3"
        database = os.environ["DATABASE_URL"] if options.database == "postgres" else on_sqlite
        portal = Portal(database, writers=WRITERS + 1)
        try:
            outcome = run_kills(portal, kills=options.kills, seed=options.seed)
        finally:
            portal.close()
    show(outcome, options.database, time.monotonic() - began)
    return 1 if outcome.lost or outcome.doubled or outcome.refused else 0


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgres"], default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def show(outcome: Outcome, database: str, seconds: float) -> None:
    print(
        f"{database}: {outcome.kills} kills, {outcome.confirmed} lines answered as saved, "
        f"{outcome.kept} lines in other forms answered as kept, "
        f"{outcome.unanswered} requests without an answer, {seconds:.0f} s"
    )
    for kind in ("lost", "doubled", "refused"):
        found = getattr(outcome, kind)
        for line in found:
            print(f"  {kind}: {line}")
        print(f"{kind}: {len(found)}")


if __name__ == "__main__":
    sys.exit(main())
