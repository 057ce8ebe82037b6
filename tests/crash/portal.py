"""The real portal on a database of its own: gunicorn on a free port, to be killed and started again."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = Path(__file__).with_name("seed.py")
PATIENCE = 30  # seconds until a started server must answer


class Portal:
    """A server with its workers in a process group of their own."""

    def __init__(
        self, database: str, *, writers: int, settings: dict[str, str] | None = None
    ) -> None:
        self.database = database
        self.environment = {
            **os.environ,
            "DATABASE_URL": database,
            "SECRET_KEY": "only-for-this-run-and-known-to-everybody-0123456789-abcdefghijklmno",
            "DEBUG": "true",  # cookies over http, and no manifest of static files
            **(settings or {}),
        }
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._run("migrate", "--verbosity", "0")
        seeded = self._run("shell", "--verbosity", "0", "--command", SEED.read_text(), str(writers))
        # The session of each writer's browser, and the one's who watches.
        self.sessions: list[str] = json.loads(seeded.splitlines()[-1])
        self._server: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = ["-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        self._server = subprocess.Popen(
            [sys.executable, *command, "--workers", "2", "--threads", "2", "--no-control-socket"],
            cwd=ROOT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > until:
                raise TimeoutError("The server does not answer.")
            time.sleep(0.05)

    def kill(self) -> None:
        """Kill the server and all its workers at once, as a power cut does."""
        assert self._server is not None
        os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        self._server = None

    def close(self) -> None:
        if self._server is not None:
            self.kill()

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/health/", timeout=5) as response:
                return response.status == 200
        except (urllib.error.URLError, OSError):
            return False

    def _run(self, *arguments: str) -> str:
        environment = self.environment
        if arguments[0] == "shell":
            *arguments, writers = arguments
            environment = {**environment, "WRITERS": writers}
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
            text=True,
        )
        return done.stdout


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
