from django.db import connection, models


def have_tables(*given: type[models.Model]) -> bool:
    """Whether the database has the tables of these models: at an earlier migration it has not."""
    held = set(connection.introspection.table_names())
    return {model._meta.db_table for model in given} <= held
