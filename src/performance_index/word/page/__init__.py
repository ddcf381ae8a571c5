"""A report as a web page: the published copy is made plain for the converter, converted, checked and dressed."""
