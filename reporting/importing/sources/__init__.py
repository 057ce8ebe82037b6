"""Reading the files that implementers send: Word, Excel and text with tabs."""

from reporting.importing.sources.reading import read_source

__all__ = ["read_source"]
