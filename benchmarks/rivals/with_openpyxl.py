"""The committee report by the least that can be written with openpyxl and python-docx; benchmarks/cold.py runs it.

It does less than we do: it takes the ratings that Excel saved, and trusts every cell.

    python benchmarks/rivals/with_openpyxl.py BOOK TEMPLATE REPORT
"""

import sys

import docx
import openpyxl
from docx.table import Table


def main(book: str, template: str, report: str) -> None:
    """Write the report."""
    sheets = openpyxl.load_workbook(book, data_only=True)
    head, *rows = sheets["Index"].iter_rows(min_row=6, values_only=True)
    indicators = [dict(zip(head, row, strict=True)) for row in rows if row[0] is not None]
    values = dict(sheets["Report"].iter_rows(min_row=5, max_row=15, max_col=2, values_only=True))
    document = docx.Document(template)
    words = {"{{ committee }}": values["Committee"], "{{ date }}": f"{values['Meeting date']:%d/%m/%Y}"}
    for paragraph in document.paragraphs:
        for run in paragraph.runs:
            run.text = words.get(run.text, run.text)
    exceptions, caveats = document.tables
    for one in indicators:
        if one["Rating"] in {"Amber", "Red"}:
            add(exceptions, one["No"], one["Indicator"], one["Rating"][0], one["Service commentary"])
        if one["Data caveat"]:
            add(caveats, one["No"], one["Indicator"], one["Data caveat"])
    document.save(report)


def add(table: Table, *values: object) -> None:
    """Add a row to a table."""
    for cell, value in zip(table.add_row().cells, values, strict=True):
        cell.text = str(value or "")


if __name__ == "__main__":
    main(*sys.argv[1:])
