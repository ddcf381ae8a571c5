"""Performance Index: a council's performance indicators in Excel, rated, and turned into the Word committee report."""
