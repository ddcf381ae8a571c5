"""What is current in a document: its fields, which table is whose, which row which indicator's.

First what a word processor dropped is put back, in this order: bookmarked (controls that stand as bookmarks), untagged
(controls without their tags; putback for both), suggestions (what a clerk wrote into ours). Then the document is read:
currentreport, with fields, tables (which are ours), currenttable, columns, rows, untouched. newreport reads the
template with the data in it.
"""
