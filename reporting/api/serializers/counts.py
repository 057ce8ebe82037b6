from rest_framework import serializers


class EntriesByKindSerializer(serializers.Serializer[dict[str, int]]):
    """The number of public entries in each column of the official table."""

    planned = serializers.IntegerField()
    executed = serializers.IntegerField()
    next_year = serializers.IntegerField()
