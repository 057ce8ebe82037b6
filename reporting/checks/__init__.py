"""The checks: each is a small pure function that looks for one kind of mistake."""
