"""What a refresh decides, from three values: what was generated, what is current in the document, and what is new.

Pure: no XML here. `current` says what the three are, `whole` plans a report, `plan` is its plan, as it grows, `edits`
says what kinds of edit there are, `account` what is told of them.

Of one text: pieces, merge, fields, values, parts, and placing (where a new part goes). Of tables: tables, tablestates
(what was generated and what the data say, in the same columns), identity (whom a row is about), rowmerge (which rows
stay, come, go or stay out), tablerows (their cells). What is asked about: rownotes (beside rows), stale and stalewords
(in texts that speak of rows), doubts (where the record is lost), missing (where the control is gone).
"""
