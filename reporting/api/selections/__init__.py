"""The rows that the API gives: public ones of the current Program.

Each noun has its rows, narrow, to be filtered and put in order, and the whole ones of a page or a
detail, with all that the chosen fields show, in a number of queries that does not grow.
"""
