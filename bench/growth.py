"""How the time of everything that reads a text grows with the text's length.

Each function runs on each pathological text of tests/bounded.py at 5,000, 10,000 and 20,000
characters, all in one run. Needs no database. See bench/README.md.
"""

import argparse
import gc
import os
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LENGTHS = (5_000, 10_000, 20_000)
# Below this a ratio is one of the clock.
LEAST_SECONDS = 0.005


def main() -> None:
    options = read_options()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    show(measured(options), options.rows)


def read_options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--function", default="", help="only functions whose name holds this")
    parser.add_argument("--text", default="", help="only texts whose name holds this")
    parser.add_argument("--rows", type=int, default=40)
    return parser.parse_args()


def measured(options: argparse.Namespace) -> dict[tuple[str, str], list[float]]:
    """Seconds of processor time at each length, by function and text."""
    from tests import bounded
    from tests.reporting.recognition.conftest import read_gazetteer

    gc.disable()  # it would be counted with whatever runs when it starts
    gazetteer = read_gazetteer()
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    for name in bounded.texts(1):
        if options.text not in name:
            continue
        for length in LENGTHS:
            for function, read in bounded.readers(bounded.texts(length)[name], gazetteer):
                if options.function in function:
                    bounded.forget()
                    gc.collect()
                    began = time.process_time()
                    read()
                    times[function, name].append(time.process_time() - began)
    return times


def show(times: dict[tuple[str, str], list[float]], rows: int) -> None:
    """The worst growth from 10,000 to 20,000 characters first; 2 is linear, 4 quadratic."""
    # A longer text may be refused, and is then not shown in any form.
    times = {key: taken for key, taken in times.items() if len(taken) == len(LENGTHS)}
    told = {key: taken for key, taken in times.items() if taken[-1] >= LEAST_SECONDS}
    worst = sorted(told, key=lambda key: -told[key][2] / told[key][1])
    print(f"{'5,000':>8}{'10,000':>8}{'20,000':>8} s  20/10  10/5  function, text")
    for function, name in worst[:rows]:
        short, middle, long = told[function, name]
        print(
            f"{short:8.3f}{middle:8.3f}{long:8.3f}{long / middle:9.1f}{middle / short:6.1f}"
            f"  {function}, {name}"
        )
    slowest = max(times, key=lambda key: times[key][-1])
    print(f"slowest: {times[slowest][-1]:.2f} s, {', '.join(slowest)}")


if __name__ == "__main__":
    main()
