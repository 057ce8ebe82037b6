"""The JSON Lines serializer of backups, in the module that Django's settings name."""

from django.core.serializers.jsonl import Deserializer

from config.json_rows import LinesSerializer as Serializer

__all__ = ["Deserializer", "Serializer"]
