"""What a refresh decides, from three values: what was generated, what is current in the document, and what is new.

Pure: no XML here. `whole` plans a report, `edits` says what kinds of edit there are, `account` what is told of them.
Of one text: pieces, merge, fields, values, parts, and placing (where a new part goes). Of tables: identity (whom a row
is about), rowmerge (which rows stay, come, go or stay out), tables, rows, rownotes. What is asked about: stale,
stalewords, doubts, missing.
"""
