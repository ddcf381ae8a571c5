"""Inside a refresh.

What is found: places, reattach. What is done: editing (one field), laying, takeback, values, parts, neighbours,
tableparts, tablemerge, rowplacing. What is told: outcome.
"""
