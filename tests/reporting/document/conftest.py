"""What the tests of the document share: a small report, the PDFs, a server nobody may call."""

import fcntl
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread

import pytest

from reporting.document.content import Report
from reporting.document.pdf import render_pdf


class Server(HTTPServer):
    """A server on this machine that remembers who called it."""

    requests: list[str]


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.server.requests.append(self.path)
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server(("127.0.0.1", 0), Handler)
    made.requests = []
    Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()
    made.server_close()


@pytest.fixture
def host(server) -> Iterator[str]:
    """The address of a server that must not be called."""
    server.requests.clear()
    yield f"http://127.0.0.1:{server.server_port}"
    assert server.requests == []


@pytest.fixture(scope="session")
def rial_report(report_2011) -> Report:
    """The report with the chapter of RIAL alone: one table of five columns, of one page."""
    return with_chapters(report_2011, "rial")


@pytest.fixture(scope="session")
def printed(report_2011, tmp_path_factory) -> Callable[[str], Path]:
    """Gives the PDF in the layout asked for; rendered once, whichever worker asks first."""
    workers = tmp_path_factory.getbasetemp()
    shared = workers.parent if workers.name.startswith("popen-") else workers

    def _printed(layout: str) -> Path:
        path = shared / f"report-2011-{layout}.pdf"
        with (shared / f"{layout}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not path.exists():
                path.write_bytes(render_pdf(report_2011, layout=layout))
        return path

    return _printed


def with_chapters(report: Report, *implementers: str) -> Report:
    """The report less all other chapters; those that stay keep their numbers."""
    sections = []
    for section in report.sections:
        groups = [
            replace(
                group, chapters=tuple(c for c in group.chapters if c.implementer in implementers)
            )
            for group in section.groups
        ]
        kept = tuple(group for group in groups if group.chapters)
        sections += [replace(section, groups=kept)] if kept else []
    return replace(report, sections=tuple(sections))
