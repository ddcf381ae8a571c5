"""The Word side: a template is filled, what a clerk made of it is brought up to date, and a final copy is published.

Where to look, by the job at hand; each module's first line says the rest.

Any document    package (the file), wordml (the XML), controls, ids, grid (a table), story (a text that flows)
The template    template, drafting, styles
A new report    fill, rows, state (what was generated), asking (for commentary), notes and comments (our words beside)
Refresh         refresh; what is decided: merge, rowmerge; what is found: places, standing, untouched, reattach;
                what is done: editing, laying, revisions, takeback, values, parts, neighbours, tableparts, tablemerge,
                rowplacing; what is told: outcome
Publish         publish; what is open: open_changes, open_comments, leftovers, whereabouts; what is taken out: bare,
                fields, anonymous; the PDF: pdf
For everybody   accessible, accessible_tables, pictures, links, readable, colours, formatting
"""
