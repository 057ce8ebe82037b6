"""Full text search over what is public: one interface, FTS5 or PostgreSQL behind it.

`tokens` makes words of texts, `question` reads what somebody asks, `index` keeps the documents,
`engines` put the question to the database, `results` is what a page shows.
"""
