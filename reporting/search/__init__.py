"""Full text search over what is public.

`tokens` splits text into words and stems, `query` parses what a person typed, `index` builds the
search documents, `backends` ask the database, `results` ranks and loads what matches, `facets`
counts it and `snippets` highlights it.
"""
