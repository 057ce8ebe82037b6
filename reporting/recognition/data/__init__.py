"""Data of no single language and not in the database, such as names that contain other names."""
