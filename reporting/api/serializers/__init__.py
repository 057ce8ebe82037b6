"""The serializers of the API. Entries and chapters have the shape that `export_year` writes."""
