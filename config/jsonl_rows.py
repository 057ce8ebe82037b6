"""The JSON Lines serializer of backups, with times to the microsecond (see `config.json_rows`)."""

import json
from typing import Any

from django.core.serializers.jsonl import Deserializer
from django.core.serializers.jsonl import Serializer as JSONLinesSerializer

from config.json_rows import ExactEncoder

__all__ = ["Deserializer", "Serializer"]


class Serializer(JSONLinesSerializer):
    def end_object(self, obj: Any) -> None:
        # Django's own uses `json.dump`, which is ten times slower than `json.dumps`.
        row = self.get_dump_object(obj)
        self.stream.write(json.dumps(row, cls=ExactEncoder, ensure_ascii=False) + "\n")
        self._current = None
