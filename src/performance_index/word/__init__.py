"""The Word side: the template, the content controls in it, and filling them."""
