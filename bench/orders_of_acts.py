"""Many orders of acts on two years, after each of which an issued year shows its newest edition."""

import argparse
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TESTS = "tests/reporting/actions/test_any_order.py"
TEST = f"{TESTS}::test_no_order_of_acts_lets_an_issued_year_drift"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500)
    parser.add_argument("--steps", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--database", choices=("sqlite", "postgres"), default="sqlite")
    arguments = parser.parse_args()
    chosen = {
        "ORDERS_OF_ACTS": str(arguments.orders),
        "STEPS_OF_ACTS": str(arguments.steps),
    }
    command = [sys.executable, "-m", "pytest", "-q", f"--hypothesis-seed={arguments.seed}", TEST]
    if arguments.database == "postgres":
        command = ["bin/with-postgres", *command]
    else:
        chosen["DATABASE_URL"] = "sqlite://:memory:"
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **chosen}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
