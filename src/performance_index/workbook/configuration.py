"""What the hidden sheet xlwings.conf says as shipped: where xlwings' VBA finds Python, and how it runs it."""

from __future__ import annotations

CONFIGURATION = (
    ("Interpreter_Win", r"%LOCALAPPDATA%\PerformanceIndex\venv\Scripts\pythonw.exe"),
    ("Interpreter_Mac", ""),
    ("Interpreter", ""),
    ("PYTHONPATH", ""),
    ("ADD_WORKBOOK_TO_PYTHONPATH", False),
    ("UDF Modules", "performance_index.excel"),
    ("Use UDF Server", True),
    ("Debug UDFs", False),
    ("Show Console", False),
    ("SHOW_ERROR_POPUPS", "True"),
    ("Conda Path", ""),
    ("Conda Env", ""),
    ("LICENSE_KEY", ""),
    ("ONEDRIVE_CONSUMER_WIN", ""),
    ("ONEDRIVE_COMMERCIAL_WIN", ""),
    ("SHAREPOINT_WIN", ""),
    ("ONEDRIVE_CONSUMER_MAC", ""),
    ("ONEDRIVE_COMMERCIAL_MAC", ""),
    ("SHAREPOINT_MAC", ""),
    ("TEMP DIR", "%TEMP%"),
)
"""Every key that xlwings' module asks for, blank ones too: what is not here would come from a user's own settings."""
