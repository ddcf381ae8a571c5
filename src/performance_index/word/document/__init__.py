"""Any Word document, whatever is done with it.

The file (package), its XML (wordml), the texts in it (story), content controls and their ids, tables (grid), fields,
tracked changes (revisions), comments and what ours say (notes), how a run looks (formatting), and where something is in
a person's words (whereabouts).
"""
