"""What is in a text: activity numbers, countries, dates, money, bodies. See docs/recognition.md.

Pure functions. The gazetteer (the names to look for) and the language are arguments; nothing here
knows the database. Every result says where it stands, what it means and how sure that is.
"""
