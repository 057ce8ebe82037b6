"""Common knowledge that belongs to no language and to no database: names inside other names."""
