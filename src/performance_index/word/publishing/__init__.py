"""Inside publication: what is open (changes, comments, leftovers); what is taken out, text (bare) and file (anonymous).

Of the file, each alone: changes that nobody sees (accepted), names (labels), notes in pictures (unmarked). And the PDF.
"""
