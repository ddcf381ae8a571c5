"""Inside a refresh.

What is decided: merge (one text), rowmerge (the rows of a table). What is found: places, standing (a table), untouched,
reattach. What is done: editing (one field), laying, takeback, values, parts, neighbours, tableparts, tablemerge,
rowplacing. What is told: outcome.
"""
