"""The parts of the Word document, each written into a `Book`."""
