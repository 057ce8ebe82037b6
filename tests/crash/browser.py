"""A browser as far as the forms go: cookies, token, fields, and nothing from Django."""

import html
import http.client
import json
import re
import uuid
from dataclasses import dataclass, field
from urllib.parse import urlencode

NEW = "/desk/2013/iom/entries/new/"
AUTOSAVE_NEW = "/desk/2013/iom/entries/autosave/"
TOKENS = "/desk/tokens/"
DESK = "/desk/"
DRAFTS = "/desk/drafts/"
_FIELD = '<input type="hidden" name="{}" value="([^"]*)"'
_TEXT = re.compile(r'<textarea name="text"[^>]*>\n?(.*?)</textarea>', re.DOTALL)
# What the server may do when it is killed in the middle of an answer.
LOST = (OSError, http.client.HTTPException, ValueError)


@dataclass
class Page:
    """A shown form: where it saves itself to, and what it was made from."""

    autosave: str
    token: str
    based_on: str = ""
    session: str = field(default_factory=lambda: str(uuid.uuid4()))


class Browser:
    """Signed in by its session."""

    def __init__(self, port: int, session: str) -> None:
        self.port = port
        self.cookies = {"sessionid": session}

    def open(self, address: str = NEW, autosave: str = AUTOSAVE_NEW) -> Page:
        """Show the form of an entry, or of a new one."""
        status, page = self._ask("GET", address)
        if status != 200:
            raise http.client.HTTPException(f"{address}: {status}")
        token = re.search(_FIELD.format("csrfmiddlewaretoken"), page)
        based_on = re.search(_FIELD.format("based_on"), page)
        session = re.search(_FIELD.format("session"), page)
        assert token is not None
        assert session is not None
        return Page(autosave, token[1], based_on[1] if based_on else "", session[1])

    def save(self, page: Page, text: str) -> tuple[int, dict[str, object]]:
        """Send the form as the script does; the status and what was answered."""
        fields = {
            "csrfmiddlewaretoken": page.token,
            "based_on": page.based_on,
            "session": page.session,
            "kind": "executed",
            "text": text,
        }
        for rows in ("countries", "events", "documents"):
            fields |= {f"{rows}-TOTAL_FORMS": "0", f"{rows}-INITIAL_FORMS": "0"}
        status, answer = self._ask("POST", page.autosave, urlencode(fields))
        said = json.loads(answer)
        if status == 200:
            page.based_on = str(said["revision"])
            page.autosave = said.get("autosave", page.autosave)
        return status, said

    def keep(self, address: str, page: Page, name: str, text: str) -> tuple[int, dict[str, object]]:
        """Keep the text typed in another form as its script does; the status and the answer."""
        fields = {
            "csrfmiddlewaretoken": page.token,
            "keep": address,
            "session": page.session,
            name: text,
        }
        status, answer = self._ask("POST", DRAFTS, urlencode(fields))
        return status, json.loads(answer)

    def kept_text(self, page: Page) -> str:
        """The page of the draft that the desk names; empty when it names none of this session."""
        draft = re.search(
            rf'data-draft="{page.session}".*?href="({DRAFTS}\d+/)"',
            self.page_at(DESK),
            re.DOTALL,
        )
        return html.unescape(self.page_at(draft[1])) if draft else ""

    def new_api_token(self, name: str) -> str:
        """The secret of a token that the form at the desk makes."""
        token = re.search(_FIELD.format("csrfmiddlewaretoken"), self.page_at(TOKENS))
        assert token is not None
        fields = {"csrfmiddlewaretoken": token[1], "name": name, "days": "30"}
        _status, page = self._ask("POST", TOKENS, urlencode(fields))
        secret = re.search(r'<pre translate="no">([^<]+)</pre>', page)
        assert secret is not None, page[:500]
        return secret[1]

    def text_at(self, address: str) -> str:
        """The text that the form of an entry shows."""
        _status, page = self._ask("GET", address)
        found = _TEXT.search(page)
        assert found is not None, page[:500]
        return html.unescape(found[1])

    def page_at(self, address: str) -> str:
        return self._ask("GET", address)[1]

    def _ask(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            for name, value in response.getheaders():
                if name.lower() == "set-cookie" and value.startswith("csrftoken="):
                    self.cookies["csrftoken"] = value.partition("=")[2].partition(";")[0]
            return response.status, response.read().decode()
        finally:
            connection.close()
