"""Reading a file of any kind that can be imported."""

from reporting.importing.sources.excel import read_excel
from reporting.importing.sources.model import Source
from reporting.importing.sources.packages import opened
from reporting.importing.sources.tabbed import as_text, read_tabbed
from reporting.importing.sources.word import read_word


def read_source(data: bytes, name: str) -> Source:
    """Return the content of a file. `name` is used in messages. Raises `FileRefused`.

    The kind is told from the content, not from the name.
    """
    text = as_text(data, name)
    if text is not None:
        return read_tabbed(text)
    kind, package = opened(data, name)
    return read_word(package) if kind == "word" else read_excel(package, data)
