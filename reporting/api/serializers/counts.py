from rest_framework import serializers


class EntriesByKindSerializer(serializers.Serializer[dict[str, int]]):
    """How many public entries stand in each column of the official table."""

    planned = serializers.IntegerField()
    executed = serializers.IntegerField()
    next_year = serializers.IntegerField()
