"""All data of the portal in one file, independent of the database engine (docs/operations.md)."""
