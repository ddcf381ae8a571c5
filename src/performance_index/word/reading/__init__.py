"""What is current in a document, beside what was generated: which table is whose, which row which indicator's."""
