"""The JSON serializers of `dumpdata` and `backup`, with times to the microsecond.

Django's own truncates them to milliseconds. Notifications are identified by such times, so that a
notification already sent would be sent again after a move to another database.
"""

import datetime
import json
from typing import Any

from django.core.serializers.json import Deserializer, DjangoJSONEncoder
from django.core.serializers.json import Serializer as JSONSerializer
from django.core.serializers.jsonl import Serializer as JSONLinesSerializer

__all__ = ["Deserializer", "LinesSerializer", "Serializer"]


class ExactEncoder(DjangoJSONEncoder):
    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime.datetime) else super().default(o)


class Serializer(JSONSerializer):
    def start_serialization(self) -> None:
        super().start_serialization()
        self.json_kwargs["cls"] = ExactEncoder


class LinesSerializer(JSONLinesSerializer):
    """One object a line, for backups."""

    def end_object(self, obj: Any) -> None:
        # Django's own uses `json.dump`, which is much slower than `json.dumps`.
        row = self.get_dump_object(obj)
        self.stream.write(json.dumps(row, cls=ExactEncoder, ensure_ascii=False) + "\n")
        self._current = None
