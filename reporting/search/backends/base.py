"""The interface of a search backend."""

from abc import ABC, abstractmethod

from django.db.models import QuerySet

from reporting.models import SearchDocument
from reporting.search.query import SearchQuery


class SearchBackend(ABC):
    """The full-text index of one database engine over the rows of `SearchDocument`.

    All backends find the same documents. The database computes the relevance, so the order may
    differ slightly.
    """

    @abstractmethod
    def prepare(self) -> None:
        """Create what the index needs besides the table, if it does not exist."""

    @abstractmethod
    def update(self, documents: QuerySet[SearchDocument]) -> None:
        """Index documents whose text has changed."""

    @abstractmethod
    def matching(self, query: SearchQuery) -> QuerySet[SearchDocument]:
        """The documents that match all terms and phrases of the query."""

    @abstractmethod
    def scores(self, query: SearchQuery) -> dict[int, float]:
        """The relevance of each matching document by its key; higher is better. Takes one query."""
