"""The Word document: modules that write its parts into a `Book`."""
