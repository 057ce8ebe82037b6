from django.db import connection, models


def have_tables(*model_classes: type[models.Model]) -> bool:
    """Return whether the tables of these models exist; they do not at an earlier migration."""
    existing = set(connection.introspection.table_names())
    return {model_class._meta.db_table for model_class in model_classes} <= existing
