"""What a database must do for the search."""

from abc import ABC, abstractmethod

from django.db.models import QuerySet

from reporting.models import SearchDocument
from reporting.search.query import SearchQuery


class SearchBackend(ABC):
    """The full text index of one kind of database over the rows of `SearchDocument`.

    All backends find the same documents; relevance is computed by the database, so the order may
    differ in detail.
    """

    @abstractmethod
    def prepare(self) -> None:
        """Create what the index needs beside the table; nothing happens where it exists."""

    @abstractmethod
    def update(self, documents: QuerySet[SearchDocument]) -> None:
        """Index documents whose text has changed."""

    @abstractmethod
    def matching(self, query: SearchQuery) -> QuerySet[SearchDocument]:
        """The documents in which all of the query is found."""

    @abstractmethod
    def scores(self, query: SearchQuery) -> dict[int, float]:
        """The relevance of each of them by its key; the higher, the better. Takes one query."""
