"""What a refresh decides, from three texts: what was generated, what is current in the document, and what is new.

Pure: no XML here. merge (one text), rowmerge (the rows of a table), identity (whom a row is about).
"""
