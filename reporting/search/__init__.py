"""Full text search over what is public: one interface, FTS5 or PostgreSQL behind it.

`tokens` makes words of texts, `marks` of what narrows them, `question` reads what somebody asks,
`index` keeps the documents, `engines` put the question to the database, `results` are what answers,
`facets` and `hits` what a page shows of it, `passages` what was found in a text.
"""
