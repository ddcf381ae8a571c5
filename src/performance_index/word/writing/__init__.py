"""What a refresh does in the document: one function for each kind of edit of a plan, and the XML behind them."""
