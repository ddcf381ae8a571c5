"""The Excel side: one description of the workbook, which builder, reader and docs share."""
