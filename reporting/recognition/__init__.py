"""What is in a text: activity numbers, countries, dates, money, bodies. See docs/recognition.md.

Pure functions. The gazetteer (the names to look for) and the language are arguments; there is no
database. Every result has its position in the text, its meaning and a confidence.
"""
