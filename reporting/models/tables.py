from django.db import connection, models
from django.db.migrations.executor import MigrationExecutor


def have_tables(*model_classes: type[models.Model]) -> bool:
    """Return whether the tables of these models exist; they do not at an earlier migration."""
    existing = set(connection.introspection.table_names())
    return {model_class._meta.db_table for model_class in model_classes} <= existing


def missing_migrations() -> list[str]:
    """Return the migrations of this version that are not applied, as "app.name"."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [str(migration) for migration, _is_backwards in plan]
