"""Writers save continually while the server is killed; then everything answered as saved is looked for."""

import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.crash.browser import LOST, Browser, Page
from tests.crash.portal import Portal

WRITERS = 3
SAVES_AN_ENTRY = 12  # then a writer begins another one
SAVES_A_FORM = 3  # in each of the other forms, between two entries

# The other forms, by address: the field of their text. That of a return is shown for a submitted
# chapter alone, and its text is kept all the same.
FORMS = {
    "/desk/years/2013/report/parts/background/": "text",
    "/desk/2013/iom/financing/": "sources-0-text",
    "/desk/2013/iom/remarks/": "text",
    "/desk/2013/iom/words/": "preamble",
    "/desk/2013/iom/return/": "comment",
}


@dataclass
class Written:
    """An entry as its writer knows it: the lines that were answered as saved."""

    page: Page
    lines: list[str] = field(default_factory=list)
    confirmed: int = 0

    @property
    def address(self) -> str:
        """Of its form; empty while no answer has told it."""
        found = self.page.autosave.removesuffix("autosave/")
        return found if found.startswith("/desk/entries/") else ""


@dataclass
class Kept:
    """A text in another form: the lines that were answered as kept."""

    address: str
    page: Page
    lines: list[str] = field(default_factory=list)
    confirmed: int = 0


_ENTRY = re.compile(r'<li\s+class="entry"\s+id="e-([^"]+)"')


@dataclass
class Outcome:
    """What came of it. `lost` names each line that was answered as saved and is not there."""

    kills: int = 0
    confirmed: int = 0
    kept: int = 0
    unanswered: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


class Writer(threading.Thread):
    """Adds line after line, sends the whole text after each, and sends again what was not answered."""

    def __init__(self, number: int, browser: Browser, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self.number, self.browser, self.stop_asked = number, browser, stop
        self.entries: list[Written] = []
        self.forms: list[Kept] = []
        self.unanswered = 0
        self.refused: list[str] = []

    def run(self) -> None:
        while not self.stop_asked.is_set():
            try:
                self._write_in_forms()
                self._write_one()
            except LOST:
                time.sleep(0.1)

    def _write_one(self) -> None:
        written = Written(self.browser.open())
        self.entries.append(written)
        for number in range(SAVES_AN_ENTRY):
            written.lines.append(f"Writer {self.number}, entry {len(self.entries)}, line {number}.")
            self._save(written)
            if self.stop_asked.is_set():
                return

    def _write_in_forms(self) -> None:
        for address, name in FORMS.items():
            kept = Kept(address, self.browser.open("/desk/2013/iom/remarks/"))
            self.forms.append(kept)
            for number in range(SAVES_A_FORM):
                kept.lines.append(f"Writer {self.number}, text {len(self.forms)}, line {number}.")
                self._keep(kept, name)
                if self.stop_asked.is_set():
                    return

    def _keep(self, kept: Kept, name: str) -> None:
        text = "\n\n".join(kept.lines)
        self._send(kept, lambda: self.browser.keep(kept.address, kept.page, name, text))

    def _save(self, written: Written) -> None:
        text = "\n\n".join(written.lines)
        self._send(written, lambda: self.browser.save(written.page, text))

    def _send(
        self, written: Written | Kept, send: Callable[[], tuple[int, dict[str, object]]]
    ) -> None:
        while True:
            try:
                status, said = send()
            except LOST:
                self.unanswered += 1
                if self.stop_asked.is_set():
                    return
                time.sleep(0.05)
                continue
            if status == 200:
                written.confirmed = len(written.lines)
                return
            if status != 503:
                self.refused.append(f"{status}: {said}")
                return


def run_kills(portal: Portal, *, kills: int, seed: int) -> Outcome:
    """Let the writers write through `kills` kills at moments that `seed` decides; then look."""
    moments = random.Random(seed)
    stop = threading.Event()
    portal.start()
    writers = [
        Writer(number, Browser(portal.port, session), stop)
        for number, session in enumerate(portal.sessions[:WRITERS])
    ]
    for writer in writers:
        writer.start()
    outcome = Outcome()
    for _kill in range(kills):
        time.sleep(moments.uniform(0.3, 1.5))
        portal.kill()
        outcome.kills += 1
        portal.start()
        _compare(portal, writers, outcome, newest=2)
        _compare_forms(writers, outcome, newest=2)
    stop.set()
    for writer in writers:
        writer.join(30)
    _compare(portal, writers, outcome)
    _compare_forms(writers, outcome)
    _look_for_doubles(portal, writers, outcome)
    outcome.unanswered = sum(writer.unanswered for writer in writers)
    outcome.confirmed = sum(entry.confirmed for writer in writers for entry in writer.entries)
    outcome.kept = sum(form.confirmed for writer in writers for form in writer.forms)
    outcome.refused = [refusal for writer in writers for refusal in writer.refused]
    return outcome


def _compare(
    portal: Portal, writers: list[Writer], outcome: Outcome, *, newest: int | None = None
) -> None:
    """Every line that was answered as saved before now is in the text of its entry now."""
    for writer in writers:
        browser = Browser(portal.port, portal.sessions[-1])
        for written in writer.entries[-newest if newest else 0 :]:
            known = written.lines[: written.confirmed]
            if not known or not written.address:
                continue
            held = set(browser.text_at(written.address).splitlines())
            outcome.lost += [line for line in known if line not in held]


def _compare_forms(writers: list[Writer], outcome: Outcome, *, newest: int | None = None) -> None:
    """Every line that was answered as kept is named on the desk of its writer."""
    for writer in writers:
        browser = Browser(writer.browser.port, writer.browser.cookies["sessionid"])
        for kept in writer.forms[-newest if newest else 0 :]:
            known = kept.lines[: kept.confirmed]
            if known:
                page = browser.kept_text(kept.page)
                outcome.lost += [line for line in known if line not in page]


def _look_for_doubles(portal: Portal, writers: list[Writer], outcome: Outcome) -> None:
    """The chapter holds each entry once, however often its first save had to be sent."""
    page = Browser(portal.port, portal.sessions[-1]).page_at("/desk/2013/iom/")
    for writer in writers:
        for number, written in enumerate(writer.entries, start=1):
            first = f"Writer {writer.number}, entry {number}, line 0."
            addresses = {
                reference for reference in _references(page) if first in _entry(page, reference)
            }
            if written.confirmed and len(addresses) != 1:
                outcome.doubled.append(f"{first} {sorted(addresses)}")


def _references(page: str) -> list[str]:
    return _ENTRY.findall(page)


def _entry(page: str, reference: str) -> str:
    _before, *parts = _ENTRY.split(page)
    return dict(zip(parts[::2], parts[1::2], strict=True))[reference]
