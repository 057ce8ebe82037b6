"""From the content of a file to proposed entries of one implementer's chapter."""
