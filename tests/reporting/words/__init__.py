"""The words of the printed 2011 report, and where they stand in what we render of it."""
