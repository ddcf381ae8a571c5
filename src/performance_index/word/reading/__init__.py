"""What is current in a document: its fields, which table is whose, which row which indicator's.

What a word processor dropped is put back first: untagged (controls without tags), bookmarked (controls that stand as
bookmarks), suggestions (what a clerk wrote into ours). Then the document is read: currentreport, fields, tables, rows.
"""
