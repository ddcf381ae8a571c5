"""Inside publication: what is open (changes, comments, leftovers), what is taken out (bare, anonymous), and the PDF."""
