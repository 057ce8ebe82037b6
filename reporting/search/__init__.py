"""Full-text search of what is public.

`tokens` splits text into words and stems, `query` parses what a person typed, `index` builds the
search documents, `backends` query the database, `results` ranks and loads the results, `facets`
counts them and `snippets` highlights the matches.
"""
