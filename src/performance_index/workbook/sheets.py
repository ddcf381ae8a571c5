"""The sheets beside the Index: Guide, Report, Profile, Published, Settings, Check, and the hidden configuration."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from xlsxwriter.worksheet import Worksheet

from performance_index.finding import Finding
from performance_index.indicator import ToleranceAs
from performance_index.workbook import guide, layout, meanings
from performance_index.workbook.columns import Kind, Table
from performance_index.workbook.configuration import CONFIGURATION
from performance_index.workbook.content import CORNERS, table_cells
from performance_index.workbook.style import Style, height
from performance_index.workbook.tables import TableCells


def write_guide(sheet: Worksheet, style: Style, version: str, *, example: bool) -> None:
    """The Guide: six steps, how to start from the example or a new workbook, what the words mean, who to ask."""
    _page(sheet, "A4", widths=(33, 100))
    words, name = style(text_wrap=True, font_size=11), style(bold=True, font_size=11)
    sheet.write("A1", "Performance Index: guide", style.title())
    sheet.set_row(0, 26)
    row = 1

    def line(term: str, sentence: str) -> None:
        sheet.write(row, 0, term, name)
        sheet.write(row, 1, sentence, words)
        sheet.set_row(row, height([(sentence, 100)], size=11))

    line("What it is for", guide.PURPOSE)
    for heading, lines in (
        ("Each period, in six steps", guide.STEPS),
        ("Starting", guide.START if example else guide.START_NEW),
        ("What the ratings mean", guide.RATINGS),
        ("What the definitions mean", guide.DEFINITIONS),
        ("When something is missing", guide.HELP),
    ):
        row += 2
        sheet.write(row, 0, heading, style.heading())
        for term, sentence in lines:
            row += 1
            line(term, sentence)
    sheet.write(row + 2, 0, f"Performance Index {version}", style.note())
    sheet.print_area(0, 0, row + 2, 1)


def write_report(sheet: Worksheet, style: Style, details: TableCells, texts: TableCells) -> None:
    """The report's details and texts."""
    _page(sheet, "A4", widths=(34, 96))
    _head(sheet, style, "Report", "What the committee report says beside the figures. White cells are yours to fill.")
    _table(sheet, style, layout.REPORT_DETAILS, details)
    dates = {layout.PERIOD_END, layout.MEETING_DATE, layout.WORDS_FOR}
    for n, (word, value) in enumerate(details.rows):
        row = details.top + n
        sheet.write(row, 0, word, style.computed(bold=True))
        if word in dates:
            _date(sheet, style, row, 1, value)
            sheet.data_validation(row, 1, row, 1, _date_rule(str(word)))
        else:
            sheet.write(row, 1, value, style.entry(text_wrap=True))
        sheet.set_row(row, 18)
    sheet.write(texts.top - 3, 0, "Texts of the report", style.heading())
    note = "A section may have several rows: each is a paragraph. Where the text is blank, the template's words stay."
    sheet.write(texts.top - 2, 0, note, style.note())
    _table(sheet, style, layout.REPORT_TEXT, texts)
    for n, (word, value) in enumerate(texts.rows):
        row = texts.top + n
        sheet.write(row, 0, word, style.entry(bold=True))
        sheet.write(row, 1, value, style.entry(text_wrap=True))
        sheet.set_row(row, max(18, height([(str(value or ""), 96)])))
    _lists(sheet, layout.REPORT_TEXT, texts.top, texts.top + len(texts.rows) - 1)


def write_profile(sheet: Worksheet, style: Style, cells: TableCells) -> None:
    """Targets of the indicators whose target is for the year with its own profile."""
    _page(sheet, "A4", widths=(10, 14, 18))
    note = "For indicators whose 'Target is' says: For the year, own profile. One row for each month's target."
    _head(sheet, style, "Profile", note)
    _table(sheet, style, layout.PROFILES, cells)
    for n, line in enumerate(cells.rows):
        for at, value in enumerate(line):
            sheet.write(cells.top + n, at, value, style.entry("#,##0.###" if at == 2 else "General", align="left"))
    _lists(sheet, layout.PROFILES, cells.top, cells.top + len(cells.rows) - 1)


def write_amendments(sheet: Worksheet, style: Style, cells: TableCells) -> None:
    """What changed since it was published, with its reason: empty in a new workbook."""
    columns = layout.AMENDMENTS.columns
    _page(sheet, "A4", widths=tuple(column.width for column in columns))
    note = "What is not as it was published: 'Check index' lists it. Give the reason for each; the report prints it."
    _head(sheet, style, "Amendments", note)
    forms = [
        (style.entry if column.name == "Reason" else style.computed)("@", text_wrap=True, align="left")
        for column in columns
    ]
    for at, column in enumerate(columns):  # for the rows that will be listed
        sheet.set_column(at, at, column.width, forms[at])
    _table(sheet, style, layout.AMENDMENTS, cells)
    for n, line in enumerate(cells.rows):
        for at, value in enumerate(line):
            sheet.write(cells.top + n, at, value, forms[at])
    sheet.set_landscape()


def write_published(sheet: Worksheet, style: Style, cells: TableCells) -> None:
    """The record of what was published: empty in a new workbook."""
    _page(sheet, "A4", widths=tuple(column.width for column in layout.PUBLISHED_FIGURES.columns))
    note = "What each report published. The button 'Record as published' on the Index sheet adds to it; never alter it."
    _head(sheet, style, "Published", note)
    for at, column in enumerate(layout.PUBLISHED_FIGURES.columns):  # for the rows that will be added
        form = {Kind.DATE: "dd/mm/yyyy", Kind.TEXT: "@"}.get(column.kind, "General")
        sheet.set_column(at, at, column.width, style.entry(form, align="left"))
    _table(sheet, style, layout.PUBLISHED_FIGURES, cells)
    for n, line in enumerate(cells.rows):
        for at, column in enumerate(layout.PUBLISHED_FIGURES.columns):
            form = {Kind.DATE: "dd/mm/yyyy", Kind.TEXT: "@"}.get(column.kind, "General")
            sheet.write(cells.top + n, at, line[at], style.entry(form, align="left"))
    sheet.set_landscape()


def write_settings(sheet: Worksheet, style: Style, rule: TableCells, options: TableCells) -> None:
    """The council's rating rule, and how reports are made."""
    _page(sheet, "A4", widths=(38, 34, 84))
    note = "One rule rates every indicator. When it changes, change the date too: the committee should be told."
    _head(sheet, style, "Settings", note)
    _table(sheet, style, layout.RATING_RULE, rule)
    _pairs(sheet, style, rule, meanings.RULE_WORDS, layout.RULE_CHOICES)
    sheet.write(options.top - 3, 0, "Reports", style.heading())
    _table(sheet, style, layout.OPTIONS, options)
    _pairs(sheet, style, options, meanings.OPTION_WORDS, layout.OPTION_CHOICES)
    for title, (top, words) in _LIST_PLACES.items():
        sheet.write(top - 2, 0, title, style.heading())
        for at, heading in enumerate(("Word", "What it means", "")):
            sheet.write(top - 1, at, heading, style.head())
        for row, (word, sentence) in enumerate(words.items(), top):
            sheet.write(row, 0, word, style.computed(bold=True))
            sheet.write(row, 1, sentence, style())


def _list_places(top: int) -> Iterator[tuple[str, tuple[int, Mapping[str, str]]]]:
    for title, words in meanings.LISTS.items():
        yield title, (top, words)
        top += len(words) + 3


_LIST_PLACES = dict(_list_places(CORNERS[layout.OPTIONS.name][0] + len(meanings.OPTION_WORDS) + 4))
"""By title: the row that each of the Settings sheet's lists begins in (0 is the first), and its words."""


def list_source(choices: tuple[str, ...]) -> list[str] | str:
    """The words to choose from: as they are, or where they stand on the Settings sheet."""
    for top, words in _LIST_PLACES.values():
        if tuple(words) == choices:
            return f"={layout.SETTINGS}!$A${top + 1}:$A${top + len(words)}"
    return list(choices)


def write_check(sheet: Worksheet, style: Style, findings: Iterable[Finding]) -> None:
    """What was found, here when the workbook was made: each with a link to its cell."""
    _page(sheet, "A4", widths=tuple(column.width for column in layout.FINDINGS.columns))
    note = "What was found last. Press 'Check index' on the Index sheet to look again; click a place to go there."
    _head(sheet, style, "Check", note)
    found = list(findings)
    cells = table_cells(layout.FINDINGS, [{} for _ in found])
    _table(sheet, style, layout.FINDINGS, cells)
    words, link = style.computed(text_wrap=True), style.computed(font_color="#0B4F8A", underline=1)
    for at, column in enumerate(layout.FINDINGS.columns):  # for what will be found later
        sheet.set_column(at, at, column.width, link if column.name == "Place" else words)
    for n, finding in enumerate(found):
        row = cells.top + n
        sheet.write(row, 0, finding.severity.value.capitalize(), words)
        sheet.write_formula(row, 1, layout.link(finding.place), link, finding.place)
        sheet.write(row, 2, finding.what, words)
        sheet.write(row, 3, finding.cure, words)
        sheet.set_row(row, height([(finding.what, 60), (finding.cure, 60)]))
    if not found:
        for at in range(len(layout.FINDINGS.columns)):
            sheet.write_blank(cells.top, at, None, words)
    sheet.set_landscape()


def write_configuration(sheet: Worksheet, own: Mapping[str, str]) -> None:
    """The hidden sheet that tells xlwings where Python is; `own` has the values that are not as shipped."""
    for row, (key, shipped) in enumerate(CONFIGURATION):
        value = own.get(key, shipped)
        sheet.write(row, 0, key)
        if value == "":
            sheet.write_string(row, 1, "")
        else:
            sheet.write(row, 1, value)
    sheet.set_column(0, 1, 36)
    sheet.hide()


def _head(sheet: Worksheet, style: Style, title: str, note: str) -> None:
    for row in range(3):  # no boxes as the columns have for the rows of their table
        sheet.set_row(row, None if row else 26, style())
    sheet.write("A1", title, style.title())
    sheet.write("A2", note, style.note())


def _table(sheet: Worksheet, style: Style, table: Table, cells: TableCells) -> None:
    columns = [{"header": column.name, "header_format": style.head()} for column in table.columns]
    area = (cells.top - 1, 0, cells.top + len(cells.rows) - 1, len(columns) - 1)
    sheet.add_table(*area, {"name": table.name, "style": None, "columns": columns, "autofilter": False})
    sheet.set_row(cells.top - 1, 20)


def _pairs(
    sheet: Worksheet, style: Style, cells: TableCells, words: Mapping[str, str], choices: Mapping[str, tuple[str, ...]]
) -> None:
    """Rows of a word, its value and what it means."""
    for n, line in enumerate(cells.rows):
        row, word, value = cells.top + n, str(line[0]), line[1]
        sheet.write(row, 0, word, style.computed(bold=True))
        if isinstance(value, dt.date):
            _date(sheet, style, row, 1, value)
        elif word in layout.RULE_AMOUNTS:
            _amount(sheet, style, row, value)
        else:
            sheet.write(row, 1, value, style.entry(align="left"))
        sheet.write(row, 2, words[word], style.computed(text_wrap=True))
        sheet.set_row(row, max(18, height([(words[word], 84)])))
        if word in choices:
            sheet.data_validation(row, 1, row, 1, _list_rule(word, choices[word]))


def _amount(sheet: Worksheet, style: Style, row: int, value: object) -> None:
    """An amount whose unit the next row says: shown as a percentage unless it is in points."""
    sheet.write(row, 1, value, style.entry("0.0%", align="left"))
    rule = {"type": "formula", "criteria": f'=$B${row + 2}="{ToleranceAs.POINTS.value}"'}
    sheet.conditional_format(row, 1, row, 1, {**rule, "format": style.bare(num_format="0.0##")})


def _date(sheet: Worksheet, style: Style, row: int, at: int, value: object) -> None:
    form = style.entry("d mmmm yyyy", align="left")
    if isinstance(value, dt.date):
        sheet.write_datetime(row, at, value, form)
    else:
        sheet.write(row, at, value, form)


def _lists(sheet: Worksheet, table: Table, first: int, last: int) -> None:
    for at, column in enumerate(table.columns):
        if column.choices:
            sheet.data_validation(first, at, last, at, _list_rule(column.name, column.choices))


def _list_rule(word: str, choices: tuple[str, ...]) -> dict[str, object]:
    message = "Choose a word from the list."
    return {"validate": "list", "source": list_source(choices), "error_title": word, "error_message": message}


def _date_rule(word: str) -> dict[str, object]:
    return {
        "validate": "date",
        "criteria": ">=",
        "value": dt.date(2000, 1, 1),
        "error_title": word,
        "error_message": "Enter a date, such as 30/09/2020.",
    }


def _page(sheet: Worksheet, paper: str, widths: Iterable[float]) -> None:
    for at, width in enumerate(widths):
        sheet.set_column(at, at, width)
    sheet.set_paper({"A3": 8, "A4": 9}[paper])
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&9&F: &A&R&9Page &P of &N")
    sheet.hide_gridlines(2)
