"""A new report that starts from the last one: what is carried over, what is left out, and what has to be asked.

`clearing` takes out what was about the old figures. `carrying` tells what a person wrote, and asks about it where it
speaks of the last period: `speaking` says of which words that may be so, `beyond` what is no words. All else is done by
an ordinary refresh.
"""
