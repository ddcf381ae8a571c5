"""Writes the example's report by the settings of a new workbook: ``python tests/new_style_example.py REPORT.docx``."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from pathlib import Path

from books import OPTIONS, Changes, book
from performance_index.generate import Choices, generate
from performance_index.workbook import layout
from performance_index.workbook.read import read_book

NEW: Changes = {(OPTIONS, setting, "Value"): words for setting, words in layout.NEW_OPTIONS.items()}
"""What the settings of a new workbook say that the example's do not."""

if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        path = book(Path(folder) / "PI.xlsm", NEW)
        made = Choices(output=Path(sys.argv[1]))
        generate(read_book(path), path, now=dt.datetime(2020, 10, 20, 9, 0, tzinfo=dt.UTC), choices=made)
