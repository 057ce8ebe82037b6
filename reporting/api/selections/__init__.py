"""The querysets of the API: public rows of the current Program.

There are querysets for lists, to be filtered and ordered, and others for details, which prefetch
what the chosen fields need. The number of queries does not depend on the number of rows.
"""
