"""What a person reads in a page or a file, as lines of text that two runs can compare."""

import io
import json
import re
import subprocess
from collections.abc import Iterator
from typing import Any
from zipfile import BadZipFile, ZipFile

from lxml import etree, html
from openpyxl import load_workbook

FORMATS = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# What text_of_file raises for content that is not of its media type.
Unreadable = (ValueError, etree.XMLSyntaxError, BadZipFile, subprocess.CalledProcessError)
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "br", "button", "caption", "dd", "desc",
    "details", "dialog", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "nav", "ol",
    "option", "p", "section", "summary", "svg", "table", "tbody", "td", "text", "tfoot", "th",
    "thead", "title", "tr", "ul",
}  # fmt: skip
_UNSEEN = {"script", "style", "template", "head", "datalist"}
_SPACE = re.compile(r"[ \t\n\r\f]+")
# What differs from run to run, and what is digested from texts that are compared anyway.
_MASKS = (
    (re.compile(r"parp_[\w-]+"), "<token>"),
    (re.compile(r"/(unsubscribe|invitations)/[\w:%=.-]+"), r"/\1/<token>"),
    (re.compile(r"\b[0-9a-f]{64}\b"), "<sha256>"),
    (re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"), "<uuid>"),
    (re.compile(r"\bcursor=[^&\"\s]+"), "cursor=<cursor>"),
    (re.compile(r"(/static/[\w/.-]+?)\.[0-9a-f]{12}\."), r"\1.<hash>."),
)
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def masked(text: str) -> str:
    """The text without what differs from one run to the next."""
    for form, instead in _MASKS:
        text = form.sub(instead, text)
    return text


def text_of_file(content: bytes, media_type: str) -> str:
    """What `content` says; `media_type` is that of the answer's header, without parameters."""
    if media_type == "text/html":
        return text_of_html(content.decode())
    if media_type == "application/pdf":
        return text_of_pdf(content)
    if media_type.endswith("wordprocessingml.document"):
        return text_of_docx(content)
    if media_type.endswith("spreadsheetml.sheet"):
        return text_of_xlsx(content)
    if media_type.endswith("json"):
        return text_of_json(json.loads(content))
    return content.decode()


def text_of_json(value: Any) -> str:
    """Indented; the order of keys is that of the answer."""
    return json.dumps(value, ensure_ascii=False, indent=1)


def text_of_pdf(content: bytes) -> str:
    """As pdftotext reads it."""
    command = ["pdftotext", "-enc", "UTF-8", "-", "-"]
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout.decode()


def text_of_docx(content: bytes) -> str:
    """A line for each paragraph of each part, with tabs and line breaks."""
    lines = []
    with ZipFile(io.BytesIO(content)) as package:
        names = [name for name in package.namelist() if re.match(r"word/[a-z]+\d*\.xml\Z", name)]
        for name in sorted(names):
            paragraphs = etree.fromstring(package.read(name)).iter(f"{_W}p")
            said = ["".join(_runs(paragraph)) for paragraph in paragraphs]
            lines += [f"== {name}", *said] if any(said) else []
    return "\n".join(lines)


def text_of_xlsx(content: bytes) -> str:
    """A line of JSON for each row of each sheet."""
    book = load_workbook(io.BytesIO(content), read_only=True)
    lines = []
    for sheet in book.worksheets:
        lines.append(f"== {sheet.title}")
        lines += [
            json.dumps(list(row), ensure_ascii=False, default=str)
            for row in sheet.iter_rows(values_only=True)
        ]
    return "\n".join(lines)


def text_of_html(markup: str) -> str:
    """A line for each block, spaces between inline elements as a browser shows them.

    Fields show what they hold. After the text come the addresses of links and forms, and the words
    that only assistive technology and pointers get, in the order of the page.
    """
    root = html.document_fromstring(markup)
    lines = _Lines()
    lines.add(root.findtext("head/title") or "")
    lines.end()
    body = root.find("body")
    if body is not None:
        _read(body, lines)
    lines.end()
    return "\n".join([*lines.done, "== links and labels", *_links_and_labels(root)])


class _Lines:
    """Lines of text as they grow; white space collapses as CSS has it."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.line = ""

    def add(self, text: str | None) -> None:
        collapsed = _SPACE.sub(" ", text or "")
        if not self.line or self.line.endswith(" "):
            collapsed = collapsed.removeprefix(" ")
        self.line += collapsed

    def end(self) -> None:
        if said := self.line.rstrip(" "):
            self.done.append(said)
        self.line = ""


def _read(element: Any, lines: _Lines) -> None:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
        return
    is_block = element.tag in _BLOCKS
    if is_block:
        lines.end()
    if element.tag in ("pre", "textarea"):
        lines.end()
        lines.done += [f"| {line}" for line in element.text_content().split("\n")]
    elif element.tag in ("input", "select", "img"):
        lines.add(_field(element))
    else:
        lines.add(element.text)
        for child in element:
            _read(child, lines)
            lines.add(child.tail)
    if is_block:
        lines.end()


def _field(element: Any) -> str:
    """What a field holds, in brackets; a list shows what it offers, with a star at what is chosen."""
    if element.tag == "img":
        return str(element.get("alt", ""))
    if element.tag == "select":
        return "[" + " | ".join(_option(option) for option in element.iter("option")) + "]"
    kind = element.get("type", "text")
    if kind == "hidden":
        return ""
    if kind in ("checkbox", "radio"):
        return "[x]" if "checked" in element.attrib else "[ ]"
    return f"[{element.get('value') or element.get('placeholder', '')}]"


def _option(option: Any) -> str:
    return ("*" if "selected" in option.attrib else "") + " ".join(option.text_content().split())


def _links_and_labels(root: Any) -> Iterator[str]:
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "a" and element.get("href"):
            yield f"{' '.join(element.text_content().split())} -> {element.get('href')}"
        if element.tag == "form":
            yield f"{element.get('method', 'get')} -> {element.get('action', '')}"
        for name in ("aria-label", "title"):
            if element.get(name):
                yield f"{name}: {' '.join(element.get(name).split())}"


def _runs(paragraph: Any) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        yield {f"{_W}tab": "\t", f"{_W}br": "\n"}.get(element.tag, element.text or "")
