"""What a refresh does in the document: edits has one function for each kind of edit of a plan.

The XML behind them: patching (words in a text), parts, tablerows.
"""
