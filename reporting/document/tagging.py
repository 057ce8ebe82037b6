"""The structure tree of the PDF: one structure element for each element of the HTML.

WeasyPrint writes one structure element for each box. What breaks over pages has a box on each page,
so that a table over three pages is read as three tables, and the language of an element is lost. It
has no setting for this, so `reporting.document.pdf` puts `add_structure` in the place of its function.
The tree follows ISO 32000-1, section 14.8, and ISO 14289-1 (PDF/UA-1).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pydyf
from weasyprint import Document
from weasyprint.formatting_structure.boxes import BlockBox, MarginBox, PageBox, ReplacedBox, TextBox
from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.pdf.stream import Stream

SVG = "{http://www.w3.org/2000/svg}svg"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The types of ISO 32000-1, tables 333 to 340, for the elements that reports have. Others, such as
# `strong`, have no structure element: their content belongs to the element around them.
_TYPES = {
    "blockquote": "BlockQuote",
    "div": "Div",
    "header": "Div",
    "li": "LI",
    "main": "Part",
    "nav": "Sect",
    "ol": "L",
    "p": "P",
    "section": "Sect",
    "table": "Table",
    "tbody": "TBody",
    "td": "TD",
    "tfoot": "TFoot",
    "th": "TH",
    "thead": "THead",
    "tr": "TR",
    "ul": "L",
    SVG: "Figure",
}
_SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
_PAGINATION = {"Type": "/Pagination"}


@dataclass(eq=False)
class _Node:
    """A structure element and where it stands.

    `element` is its source in the HTML, and `page` the index of the page on which it begins.
    """

    struct: pydyf.Dictionary
    element: Element | None
    page: int
    language: str
    parent: "_Node | None" = None
    body: "_Node | None" = None  # of an item of a list: what holds all but its label
    label: "_Node | None" = None

    @property
    def type(self) -> str:
        return str(self.struct["S"])[1:]


@dataclass
class _Page:
    """One page: its content, and the owner of each of its marked-content sequences.

    `properties` are the places in the stream of the properties of these sequences, by number.
    """

    index: int
    stream: Stream
    properties: dict[int, int]
    dictionary: pydyf.Dictionary
    owners: dict[int, pydyf.Dictionary] = field(default_factory=dict)
    linked_blocks: set[Element] = field(default_factory=set)

    def make_artifact(self, mark: dict[str, Any], properties: dict[str, str]) -> None:
        """Mark a sequence of the content as no part of the document's text."""
        position = self.properties[mark["mcid"]]
        self.stream.stream[position - 1] = "/Artifact"
        self.stream.stream[position] = pydyf.Dictionary(properties)


def add_structure(pdf: pydyf.PDF, document: Document, _version: str, streams: list[Stream]) -> None:
    """Write the structure tree of `document` into `pdf`.

    `streams` are the contents of the pages, in order. What is repeated or drawn on each page
    (running heads, page numbers, the header rows of a table that goes on, leaders, and what is
    hidden from screen readers) becomes an artifact.
    """
    _Structure(pdf, document).write(streams)


class _Structure:
    def __init__(self, pdf: pydyf.PDF, document: Document) -> None:
        self.pdf = pdf
        self.document = document
        self.nodes: dict[Element, _Node] = {}
        self.annotations: list[tuple[pydyf.Dictionary, pydyf.Dictionary]] = []
        self.heading_level = 0

    def write(self, streams: list[Stream]) -> None:
        dictionaries = [
            item
            for item in self.pdf.objects
            if isinstance(item, dict) and item.get("Type") == "/Page"
        ]
        pages = [
            _Page(index, stream, dict(_properties(stream)), dictionary)
            for index, (stream, dictionary) in enumerate(zip(streams, dictionaries, strict=True))
        ]
        parent_tree = self._add({})
        root = self._add({"Type": "/StructTreeRoot", "ParentTree": parent_tree.reference})
        top = self._add(
            {"Type": "/StructElem", "S": "/Document", "K": pydyf.Array(), "P": root.reference}
        )
        root["K"] = pydyf.Array([top.reference])
        language = self.document.metadata.lang or ""
        for page, content in zip(pages, self.document.pages, strict=True):
            start = _Node(top, None, page.index, language)
            self._read(content._page_box, start, page, artifact=None)
        parent_tree["Nums"] = self._parent_tree(pages)
        catalog = self.pdf.catalog
        catalog["StructTreeRoot"] = root.reference
        catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
        catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})

    def _parent_tree(self, pages: list[_Page]) -> pydyf.Array:
        """Return which structure element each sequence of content and each annotation belongs to."""
        numbers = pydyf.Array()
        for page in pages:
            last = max(page.properties, default=-1)
            owners = (page.owners.get(number) for number in range(last + 1))
            references = [owner.reference if owner else "null" for owner in owners]
            numbers.extend((page.index, pydyf.Array(references)))
        for number, (annotation, owner) in enumerate(self.annotations, start=len(pages)):
            annotation["StructParent"] = number
            numbers.extend((number, owner.reference))
        return numbers

    def _read(self, box: Any, node: _Node, page: _Page, artifact: dict[str, str] | None) -> None:
        """Put `box` and what it holds under `node`, or among the artifacts."""
        if isinstance(box, AbsolutePlaceholder):
            box = box._box
        if artifact is None:
            artifact = self._artifact(box, page)
        if artifact is None:
            node = self._node(box, node, page)
        if box.link_annotation is not None:
            self._add_annotation(box, node, page)
        if box in page.stream._tags and isinstance(box, TextBox | ReplacedBox):
            mark = page.stream._tags.pop(box)
            if artifact is None:
                self._add_content(node, page, mark["mcid"])
            else:
                page.make_artifact(mark, artifact)
        for child in getattr(box, "children", ()):
            self._read(child, node, page, artifact)

    def _artifact(self, box: Any, page: _Page) -> dict[str, str] | None:
        """Return the properties of the artifact that `box` is, or None."""
        if isinstance(box, MarginBox):
            return _PAGINATION
        if box.element is None or isinstance(box, PageBox):
            return None
        known = self.nodes.get(box.element)
        if box.element_tag in ("thead", "tfoot") and known and known.page != page.index:
            return _PAGINATION
        if box.is_leader or box.element.get("aria-hidden") == "true":
            return {}
        return None

    def _node(self, box: Any, parent: _Node, page: _Page) -> _Node:
        """Return the structure element for the source of `box`; `parent` if it has none."""
        if box.element is None or isinstance(box, PageBox) or box.element_tag in ("html", "body"):
            return parent
        tag, _, pseudo = box.element_tag.partition("::")
        is_label = pseudo == "marker" or box.element.get("class") == "marker"
        if is_label:
            return self._label(parent, page)
        known = self.nodes.get(box.element)
        if known is not None:
            return known
        kind = self._type(tag, box, parent)
        if kind is None or parent.type == "Figure":
            return parent
        node = self._new(kind, self._holder(parent, kind, page), page, box.element)
        self.nodes[box.element] = node
        self._describe(node, box)
        return node

    def _type(self, tag: str, box: Any, parent: _Node) -> str | None:
        element = box.element
        if element.get("role") == "img":
            return "Figure"
        if tag in _HEADINGS:
            # PDF/UA-1, 7.4.2: no level is left out on the way down.
            self.heading_level = min(int(tag[1]), self.heading_level + 1)
            return f"H{self.heading_level}"
        if tag == "a":
            return "Link" if element.get("href") else None
        if tag in ("ul", "ol") and "contents" in _classes(parent.element):
            return "TOC"
        if tag == "li" and parent.type == "TOC":
            return "TOCI"
        if tag in _TYPES:
            return _TYPES[tag]
        return "Span" if element.get("lang", parent.language) != parent.language else None

    def _holder(self, parent: _Node, kind: str, page: _Page) -> _Node:
        """Return the element that holds a new one of type `kind` within `parent`."""
        if parent.type == "LI":
            if parent.body is None:
                parent.body = self._new("LBody", parent, page, None)
            return parent.body
        if parent.type == "TOCI" and kind == "Link":
            return self._new("Reference", parent, page, None)
        return parent

    def _label(self, parent: _Node, page: _Page) -> _Node:
        """Return the label of the item of a list that `parent` is or is in."""
        item = parent
        while item.type != "LI":
            if item.parent is None:
                return parent
            item = item.parent
        if item.label is None:
            item.label = self._new("Lbl", item, page, None, first=True)
        return item.label

    def _new(
        self, kind: str, parent: _Node, page: _Page, element: Element | None, *, first: bool = False
    ) -> _Node:
        struct = self._add(
            {
                "Type": "/StructElem",
                "S": f"/{kind}",
                "P": parent.struct.reference,
                "Pg": self.pdf.page_references[page.index],
                "K": pydyf.Array(),
            }
        )
        kids = parent.struct["K"]
        kids.insert(0 if first else len(kids), struct.reference)
        language = element.get("lang", parent.language) if element is not None else parent.language
        if language != parent.language:
            struct["Lang"] = pydyf.String(language)
        return _Node(struct, element, page.index, language, parent)

    def _describe(self, node: _Node, box: Any) -> None:
        """Add the attributes of tables and figures."""
        element = box.element
        if node.type in ("TH", "TD"):
            attributes = {"O": "/Table"}
            if node.type == "TH":
                attributes["Scope"] = _SCOPES.get(element.get("scope"), "/Column")
            if box.colspan != 1:
                attributes["ColSpan"] = box.colspan
            if box.rowspan != 1:
                attributes["RowSpan"] = box.rowspan
            node.struct["A"] = pydyf.Dictionary(attributes)
        elif node.type == "L":
            numbering = "/Decimal" if element.tag == "ol" else "/Disc"
            node.struct["A"] = pydyf.Dictionary({"O": "/List", "ListNumbering": numbering})
        elif node.type == "Figure":
            node.struct["Alt"] = pydyf.String(element.get("aria-label") or "")

    def _add_content(self, node: _Node, page: _Page, number: int) -> None:
        if node.type == "LI":
            node = self._holder(node, "Span", page)
        kids = node.struct["K"]
        if node.page == page.index:
            kids.append(number)
        else:
            reference = self._add(
                {"Type": "/MCR", "Pg": self.pdf.page_references[page.index], "MCID": number}
            )
            kids.append(reference.reference)
        page.owners[number] = node.struct

    def _add_annotation(self, box: Any, node: _Node, page: _Page) -> None:
        """Put the link of `box` under `node`; a second one within a block that is a link goes."""
        annotation = box.link_annotation
        if box.element in page.linked_blocks:
            page.dictionary["Annots"].remove(annotation.reference)
            return
        if isinstance(box, BlockBox):
            page.linked_blocks.add(box.element)
        annotation["Contents"] = pydyf.String(_description(box.element))
        annotation["F"] = 4  # printed
        reference = self._add(
            {
                "Type": "/OBJR",
                "Obj": annotation.reference,
                "Pg": self.pdf.page_references[page.index],
            }
        )
        node.struct["K"].append(reference.reference)
        self.annotations.append((annotation, node.struct))

    def _add(self, values: dict[str, Any]) -> pydyf.Dictionary:
        dictionary = pydyf.Dictionary(values)
        self.pdf.add_object(dictionary)
        return dictionary


def _properties(stream: Stream) -> Iterator[tuple[int, int]]:
    """Yield the number of each marked-content sequence and where its properties stand."""
    for position, operand in enumerate(stream.stream):
        if isinstance(operand, dict) and "MCID" in operand:
            yield operand["MCID"], position


def _classes(element: Element | None) -> list[str]:
    return [] if element is None else element.get("class", "").split()


def _description(element: Element) -> str:
    """Return what a link is called: its label, or its text."""
    return element.get("aria-label") or " ".join("".join(element.itertext()).split())
