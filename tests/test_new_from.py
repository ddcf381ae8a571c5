"""`new --from`: five layouts as councils publish them, with figures made up; nothing dropped in silence."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result
from openpyxl.comments import Comment

import layouts
from conformance import audit_errors, needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf, vba_errors
from excel_double import Excel
from layouts import per, saved
from performance_index.check import errors_of
from performance_index.cli import main
from performance_index.finding import NotReadable, Refused, Severity
from performance_index.from_spreadsheet import FromSpreadsheet, from_spreadsheet
from performance_index.period import FinancialYear
from performance_index.workbook import layout
from performance_index.workbook.read import read_book

pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them
Rows = Sequence[Sequence[object]]
HEAD = ["Ref", "Indicator", "Polarity", "Target", "Q1 2026/27", "Q2 2026/27"]


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


def departments(_: Path) -> Path:
    return layouts.DEPARTMENTS


def ratings(book: Path) -> dict[str, str]:
    """By number the rating that the sheet keeps, or Check where an error about the indicator is told."""
    reading = read_book(book)
    assert reading.index is not None
    told = {finding.number for finding in reading.unreadable if finding.severity is Severity.ERROR}
    told |= {one.indicator.number for one in reading.index.rated if errors_of(one)}
    doubt = {reading.index.rated[n].indicator.number for n in reading.in_doubt}
    assert doubt == told - {""}
    sheet = openpyxl.load_workbook(book, data_only=True)[layout.INDEX]
    shown = {str(row[0]): str(row[2]) for row in sheet.iter_rows(min_row=7, max_col=3, values_only=True) if row[0]}
    return {number: layout.UNSURE if number in doubt else rating for number, rating in shown.items()}


def taken(tmp_path: Path, rows: Rows, merged: Sequence[str] = (), **said: object) -> FromSpreadsheet:
    return from_spreadsheet(saved(tmp_path / "Given.xlsx", {"KPIs": rows}, merged), **said)  # type: ignore[arg-type]  # what is said


def indicators(tmp_path: Path, *rows: Sequence[object], head: Sequence[object] = HEAD) -> list[dict[str, object]]:
    found = taken(tmp_path, [head, *rows]).taken.indicators
    return [{heading: cell for heading, cell in one.items() if cell is not None} for one in found]


def run_check(tmp_path: Path, file: Path) -> str:
    """What check says of the workbook that is begun from a file."""
    run("new", tmp_path / "x", "--from", file)
    return run("check", tmp_path / "x" / "PerformanceIndex.xlsm").stdout


def what(found: FromSpreadsheet) -> list[str]:
    return [f"{finding.place}: {finding.what}" for finding in found.findings()]


# --- the five layouts ------------------------------------------------------------------------------------------------

Make = Callable[[Path], Path]
LAYOUTS: list[tuple[Make, dict[str, str]]] = [
    (layouts.quarters, {"1.1": "Amber", "1.2": "Green", "1.10": "Red", "2.1": "Green", "2.2": "Data only"}),
    (layouts.months, {"CS01": "Amber", "CS04": "Red", "HT12": "Amber", "CY8": "Amber", "CY9": "Data only"}),
    (layouts.one_period, dict.fromkeys(["L178", "L179", "L241", "L286"], "Check")),
    (layouts.worded, {"1": "Amber", "2": "Amber", "3": "Not known", "4": "Check", "5": "Amber"}),
    (departments, dict.fromkeys(["CS01", "CS02a", "SNH01", "SNH02", "ETS01"], "Check")),
]
each_layout = pytest.mark.parametrize(("make", "expected"), LAYOUTS, ids=[make.__name__ for make, _ in LAYOUTS])


@pytest.fixture(scope="module", name="begun")
def fixture_begun(tmp_path_factory: pytest.TempPathFactory) -> dict[Make, Path]:
    """The workbook that is begun from each layout."""
    found: dict[Make, Path] = {}
    for make, _ in LAYOUTS:
        folder = tmp_path_factory.mktemp("begun")
        result = run("new", folder / "x", "--from", make(folder), "--tolerance", "5%", "--committee", "Town Panel")
        assert result.exit_code == 0, result.stderr
        found[make] = folder / "x" / "PerformanceIndex.xlsm"
    return found


@each_layout
def test_every_indicator_of_a_published_layout_is_rated_or_its_reason_told(
    begun: dict[Make, Path], make: Make, expected: dict[str, str]
):
    assert ratings(begun[make]) == expected


@each_layout
def test_what_was_understood_is_printed_column_by_column(tmp_path: Path, make: Make, expected: dict[str, str]):
    file = make(tmp_path)
    result = run("new", tmp_path / "x", "--from", file, "--dry-run")
    assert f"{len(expected)} indicators below" in result.stdout
    assert result.stdout.splitlines()[-1] == "nothing was written"
    assert not (tmp_path / "x").exists()
    table = from_spreadsheet(file).table
    for words in filter(None, table.head.words):
        assert any(line.split("  ")[-1].startswith(f"{words}: ") for line in result.stdout.splitlines()), words


@each_layout
def test_excel_works_out_what_each_row_is_kept_with_and_presses_every_button(
    tmp_path: Path, begun: dict[Make, Path], make: Make, expected: dict[str, str]
):
    """A row that cannot be rated has no colour, even before Excel has worked anything out."""
    book = Path(shutil.copy(begun[make], tmp_path / "Index.xlsm"))
    results = [layout.INDICATORS.headings.index(column.name) + 1 for column in layout.RESULTS]
    kept = openpyxl.load_workbook(book, data_only=True)[layout.INDEX]
    with Excel(book) as excel:
        for row, number in enumerate(expected, 7):
            excel.type(f"Index!A{row}", number)
            for column in results:
                cell = f"{openpyxl.utils.get_column_letter(column)}{row}"
                before, after = kept[cell].value, excel.value(f"Index!{cell}")
                assert before == after or (before, after) == ("\N{NO-BREAK SPACE}", ""), cell
        for caption in ("Check index", "Show trends", "Generate report", "Record as published"):
            excel.press(caption)
        assert not [one for one in excel.messages if "Python" in one.words]


@each_layout
def test_the_validators_find_nothing_in_it(begun: dict[Make, Path], make: Make, expected: dict[str, str]):
    assert expected
    assert audit_errors(begun[make]) == []
    assert vba_errors(begun[make]) == []


@needs_sdk
@each_layout
def test_microsofts_validator_finds_nothing_in_it(begun: dict[Make, Path], make: Make, expected: dict[str, str]):
    assert expected
    assert sdk_errors(begun[make]) == []


@each_layout
def test_every_cell_of_the_spreadsheet_is_still_in_the_workbook(
    tmp_path: Path, begun: dict[Make, Path], make: Make, expected: dict[str, str]
):
    assert expected
    found = from_spreadsheet(make(tmp_path))
    sheet = openpyxl.load_workbook(begun[make])[found.original.sheet_name(())]
    kept = [tuple(row) for row in sheet.iter_rows(max_col=len(found.table.sheet.grid[0]), values_only=True)]
    assert kept == [tuple(row) for row in found.table.sheet.grid]


def test_headings_in_two_rows_themes_in_rows_of_their_own_and_two_years(tmp_path: Path):
    found = from_spreadsheet(layouts.quarters(tmp_path))
    assert found.table.period == FinancialYear(2026).month("Sep")
    first, *_, last = found.taken.indicators
    assert {heading: cell for heading, cell in first.items() if cell is not None} == {
        "No": "1.1", "Indicator": "% of household waste recycled", "Theme": "A cleaner town", "Unit": "%",
        "Lead service": "Head of Waste", "Polarity": "Higher is better", "Frequency": "Quarterly",
        "Measured": "At period end", "Target": 0.45, "Target is": "For every period", "Tolerance as": "% of target",
        "Jun": 0.471, "Sep": 0.448, "Data status": "Reported", "Service commentary": "A contaminated load.",
    }  # fmt: skip
    assert (last["No"], last["Theme"], last["Polarity"]) == ("2.2", "Homes for all", "Data only")
    (note,) = what(found)
    assert note.startswith("KPIs!A13: this row is a note, not an indicator, and was not taken over (“RAG: red is more")
    assert found.others == ("Notes",)


def test_the_ratings_of_the_spreadsheet_are_compared_with_the_rules(tmp_path: Path):
    result = run("new", tmp_path / "x", "--from", layouts.quarters(tmp_path), "--tolerance", "40%")
    assert "The spreadsheet has 4 ratings; 4 can be compared, and the rule gives 3 of them alike." in result.stdout
    assert "the rule gives Amber, and the spreadsheet says Red" in result.stderr


def test_months_as_days_floors_benchmarks_and_what_a_figure_covers(tmp_path: Path):
    found = from_spreadsheet(layouts.months(tmp_path))
    by_number = {one["No"]: one for one in found.taken.indicators}
    assert (by_number["CS04"]["Measured"], by_number["CS04"]["Sep"]) == ("Year to date total", 655.0)
    assert (by_number["HT12"]["Unit"], by_number["HT12"]["Jul"]) == ("days", "n/a")
    assert by_number["CY8"]["England"] == 0.215
    assert (by_number["CY8"]["Tolerance"], by_number["CY8"]["Tolerance as"]) == (0.25, "Red limit")
    assert {one["Frequency"] for one in found.taken.indicators} == {"Monthly"}
    assert "    Q  South East: not used: nothing says what it is" in list(found.account())
    assert what(found) == []
    assert "a year to date total is held against the same target" in run_check(tmp_path, layouts.months(tmp_path))


def test_this_period_and_the_last_one_are_of_the_quarter_that_the_title_names(tmp_path: Path):
    found = from_spreadsheet(layouts.one_period(tmp_path))
    first, second, third, last = found.taken.indicators
    assert (first["No"], first["Sep"], first["Dec"], first["Frequency"]) == ("L178", 812.0, 790.0, "Quarterly")
    assert (second["Sep"], second["Target"], second["Unit"]) == (0.805, 0.81, "%")
    assert (third["Dec"], third["Unit"]) == (990000.0, "£")
    assert (last["Dec"], last["Frequency"], last["Sep"]) == (None, "Annual", "N/A")
    assert {one["Polarity"] for one in found.taken.indicators} == {None}
    assert [line.strip() for line in found.account() if "would fit" in line] == [
        "by the spreadsheet's own colours, 'Lower is better' would fit L178",
        "by the spreadsheet's own colours, 'Higher is better' would fit L179, L241",
    ]


def test_targets_in_words_colours_and_remarks_in_cells(tmp_path: Path):
    found = from_spreadsheet(layouts.worded(tmp_path))
    waste, schools, libraries, groups, rent = found.taken.indicators
    assert (waste["Target"], waste["Jun"], waste["Sep"], waste["Unit"]) == (130.0, 128.0, 134.0, "kg")
    assert waste["Service commentary"] == "Tonnage rose.\nA campaign in May."
    assert (schools["Target"], schools["Polarity"], schools["Last year"]) == (0.9, "Higher is better", 0.91)
    assert (libraries["Target"], libraries["Jun"]) == ("Top quartile", "n/a")
    assert libraries["Data status"] == "Provisional"
    assert (groups["Polarity"], groups["Target"], groups["Lead service"]) == ("Representative", 0.09, "Libraries")
    assert (rent["Unit"], rent["Polarity"]) == ("£", "Lower is better")
    assert set(found.taken.ratings) == {"1", "2"}


def test_a_csv_of_one_period_that_a_column_names(tmp_path: Path):
    found = from_spreadsheet(departments(tmp_path))
    assert found.table.period == FinancialYear(2026).month("Sep")
    assert [one["Sep"] for one in found.taken.indicators] == [0.774, 0.951, 42.5, "Q2 yet to be confirmed", 41.0]
    (finding,) = what(found)
    assert finding.startswith("departments.csv, line 6, column 5: this is no figure")


# --- what is asked, and what is refused ------------------------------------------------------------------------------


def test_figures_of_an_unknown_period_are_asked_about(tmp_path: Path):
    rows = [["Ref", "Indicator", "Target", "Actual"], ["1", "Bins collected", 5, 4]]
    with pytest.raises(Refused, match="does not say which period its column 'Actual' is of; give it with --period-end"):
        taken(tmp_path, rows)
    file = tmp_path / "Given.xlsx"
    result = run("new", tmp_path / "x", "--from", file, "--period-end", "30/09/2026")
    assert result.exit_code == 0
    assert from_spreadsheet(file, period=FinancialYear(2026).month("Sep")).taken.indicators[0]["Sep"] == 4.0


def quarters_of(tmp_path: Path, *headings: str, **said: object) -> FromSpreadsheet:
    figures = range(90, 90 + len(headings))
    return taken(tmp_path, [["Ref", "Indicator", "Target", *headings], ["1", "Visits", 100, *figures]], **said)


def test_quarters_that_may_be_of_either_year_are_asked_about_and_then_read_or_not_used(tmp_path: Path):
    headings = ["Q3 2019", "Q4 2019", "Q1 2020", "Q2 2020"]
    with pytest.raises(
        Refused, match=r"its column 'Q3 2019' is of; nobody can say whether its quarter .* --period-end"
    ):
        quarters_of(tmp_path, *headings, year=FinancialYear(2020))
    found = quarters_of(tmp_path, *headings, period=FinancialYear(2020).month("Sep"))
    (one,) = found.taken.indicators
    assert {month: one[month] for month in ("Jun", "Sep", "Dec", "Mar") if month in one} == {"Jun": 92.0, "Sep": 93.0}
    assert "    E  Q4 2019: not used: figure; it is of another year" in list(found.account())
    later = quarters_of(tmp_path, *headings, period=FinancialYear(2020).month("Dec"))
    assert not any(month in later.taken.indicators[0] for month in ("Jun", "Sep", "Dec", "Mar"))
    assert any("Q1 2020: not used: figure; nobody can say whether" in line for line in later.account())


def test_the_months_of_a_span_leave_no_doubt_of_the_year(tmp_path: Path):
    found = quarters_of(tmp_path, "Oct-Dec 2019", "Quarter 4 (Jan-Mar 2020)", "Quarter 1 (Apr-Jun 2020)")
    assert found.table.period == FinancialYear(2020).month("Jun")
    assert (found.taken.indicators[0]["Jun"], "Mar" in found.taken.indicators[0]) == (92.0, False)


@pytest.mark.parametrize("headings", [("Q4", "Q1", "Q2"), ("Mar", "Jun", "Sep"), ("Q4 2019/20", "Q1", "Q2")])
def test_what_stands_before_the_first_period_of_the_year_is_of_the_year_before(
    tmp_path: Path, headings: tuple[str, ...]
):
    found = quarters_of(tmp_path, *headings, year=FinancialYear(2020))
    assert found.table.period == FinancialYear(2020).month("Sep")
    assert "Mar" not in found.taken.indicators[0]
    assert any(line.startswith(f"    D  {headings[0]}: not used: figure; ") for line in found.account())


def test_a_title_with_a_quarter_that_may_be_either_gives_no_period(tmp_path: Path):
    rows = [["Quarter 2 2020"], ["Ref", "Indicator", "Target", "Actual"], ["1", "Visits", 5, 4]]
    with pytest.raises(Refused, match="does not say which period its column 'Actual' is of; give it"):
        taken(tmp_path, rows)


def test_rows_of_several_periods_are_refused_with_the_cure(tmp_path: Path):
    rows = [["Ref", "Indicator", "Quarter", "Value"], ["1", "Bins", "Q1", 5], ["1", "Bins", "Q2", 4]]
    with pytest.raises(Refused, match="rows of several periods"):
        taken(tmp_path, rows)


def test_of_several_sheets_with_indicators_the_person_says_which(tmp_path: Path):
    rows = [HEAD, ["1", "Bins", "H", 5, 4, 3]]
    file = saved(tmp_path / "Two.xlsx", {"Waste": rows, "Homes": rows})
    with pytest.raises(Refused, match=r"several sheets \(Waste, Homes\); say which one: --sheet 'Waste'"):
        from_spreadsheet(file)
    assert from_spreadsheet(file, "homes").table.sheet.name == "Homes"
    with pytest.raises(Refused, match="has no sheet Roads; its sheets are: Waste, Homes"):
        from_spreadsheet(file, "Roads")


def test_a_hidden_sheet_is_read_only_when_it_is_named(tmp_path: Path):
    rows = [HEAD, ["1", "Bins", "H", 5, 4, 3]]
    file = saved(tmp_path / "Two.xlsx", {"Waste": rows, "Old": rows})
    book = openpyxl.load_workbook(file)
    book["Old"].sheet_state = "hidden"
    book.save(file)
    assert from_spreadsheet(file).table.sheet.name == "Waste"
    assert from_spreadsheet(file, "Old").table.sheet.name == "Old"


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([["Name", "Telephone"], ["Amy", "1234"]], "nothing in it looks like a list of indicators"),
        ([["Ref", "Indicator", "Target", "Q1"]], "nothing in it looks like a list"),
    ],
)
def test_what_is_no_list_of_indicators_is_refused(tmp_path: Path, rows: Rows, says: str):
    with pytest.raises(Refused, match=says):
        taken(tmp_path, rows)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.pdf", b"%PDF-1.7", "is a PDF"),
        ("a.xlsx", b"PK\x03\x04 cut", "is a damaged zip|damaged"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "old workbook"),
        ("a.csv", b"", "is empty"),
        ("a.csv", b'Ref,Indicator,Target,Q1\n1,"Bins,2,3\n', "is not sound in line 2"),
        ("a.csv", b"Ref,Indicator,Target,Q1\n1," + b"x" * 40_000 + b",2,3\n", "more than 32,767 characters"),
    ],
)
def test_a_file_that_is_none_is_refused_in_a_sentence(tmp_path: Path, name: str, content: bytes, says: str):
    (tmp_path / name).write_bytes(content)
    result = run("new", tmp_path / "x", "--from", tmp_path / name)
    assert result.exit_code == 1
    with pytest.raises(NotReadable, match=says):
        from_spreadsheet(tmp_path / name)
    assert not (tmp_path / "x").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("--sheet", "A"), ("--dry-run",), ("--tolerance", "5%"), ("--from", "x.csv", "--example"),
        ("--from", "x.csv", "--tolerance", "five"), ("--from", "x.csv", "--tolerance", "500"),
        ("--from", "x.csv", "--tolerance", " "), ("--period-end", "soon"), ("--period-end", " "),
        ("--period-end", "30/09/2026", "--year", "2025/26"),
    ],
)  # fmt: skip
def test_what_goes_together_with_nothing_is_misuse(tmp_path: Path, arguments: tuple[str, ...]):
    assert run("new", tmp_path / "x", *arguments).exit_code == 2


def test_a_csv_has_no_sheets(tmp_path: Path):
    with pytest.raises(Refused, match="is a CSV, which has no sheets"):
        from_spreadsheet(departments(tmp_path), "KPIs")


def test_a_folder_with_something_in_it_is_refused_before_anything_is_read(tmp_path: Path):
    (tmp_path / "mine.txt").write_text("x")
    result = run("new", tmp_path, "--from", departments(tmp_path))
    assert (result.exit_code, result.stdout) == (1, "")


# --- rows and cells --------------------------------------------------------------------------------------------------


def test_nothing_in_the_file_says_the_year(tmp_path: Path):
    rows = [["Ref", "Indicator", "Target", "Q1", "Q2"], ["1", "Bins collected", 5, 4, 3]]
    assert taken(tmp_path, rows).table.year is None
    result = run("new", tmp_path / "x", "--from", tmp_path / "Given.xlsx")
    assert "nothing says which year the figures are of" in result.stdout
    told = taken(tmp_path, rows, year=FinancialYear(2024))
    assert told.table.period == FinancialYear(2024).month("Sep")


def test_figures_of_another_year_than_the_person_says_are_not_used(tmp_path: Path):
    found = taken(tmp_path, [HEAD, ["1", "Bins", "H", 5, 4, 3]], year=FinancialYear(2025))
    assert "Jun" not in found.taken.indicators[0]
    assert "    E  Q1 2026/27: not used: figure; it is of another year" in list(found.account())


def test_indicators_without_numbers_are_numbered_and_told(tmp_path: Path):
    found = taken(tmp_path, [HEAD[1:], ["Bins", "H", 5, 4, 3], ["Tips", "L", 5, 4, 3]])
    assert [one["No"] for one in found.taken.indicators] == ["1", "2"]
    assert what(found) == ["KPIs: no column has the indicators' numbers; they were numbered from 1"]


def test_a_number_that_is_missing_or_was_made_a_day_is_replaced_and_told(tmp_path: Path):
    day = dt.datetime(2026, 2, 1)  # noqa: DTZ001 - Excel's days have no time zone
    rows = [HEAD, [1, "Bins", "H", 5, 4, 3], [None, "Tips", "L", 5, 4, 3], [day, "Roads", "H", 5, 4, 3]]
    found = taken(tmp_path, rows)
    assert [one["No"] for one in found.taken.indicators] == ["1", "2", "3"]
    assert [place.partition(":")[0] for place in what(found)] == ["KPIs!A3", "KPIs!A4"]


def test_percentages_in_points_become_fractions_and_those_that_may_be_either_go_with_the_others(tmp_path: Path):
    found = indicators(
        tmp_path, ["1", "% of bins", "H", 95, 94.5, "96%"], ["2", "% of tips", "L", 1, 0.5, 0.25],
        ["3", "Tips", "L", 95, 0.5, 0.25],
    )  # fmt: skip
    assert [(one["Target"], one["Jun"], one["Sep"]) for one in found] == [
        (0.95, 0.945, 0.96), (0.01, 0.005, 0.0025), (95.0, 0.5, 0.25),
    ]  # fmt: skip
    (alone,) = indicators(tmp_path, ["2", "% of tips", "L", 1, 0.5, 0.25])
    assert (alone["Target"], alone["Jun"]) == (1.0, 0.5)


def test_a_cells_format_makes_no_percentage_of_what_has_another_unit(tmp_path: Path):
    head = [*HEAD[:2], "Unit", *HEAD[2:]]
    found = indicators(
        tmp_path, ["1", "Wait", "days", "L", per(21.0), per(26.0), per(61.0)],
        ["2", "Bins", "Number", "H", per(0.95), per(0.9), per(0.96)],
        ["3", "Calls", "Number", "L", per(4.0), per(5.0), per(5.5)],
        ["4", "Calls", "working days", "L", per(4.0), per(5.0), per(5.5)], head=head,
    )  # fmt: skip
    assert [(one["Unit"], one["Sep"]) for one in found] == [
        ("days", 61.0), ("%", 0.96), ("number", 5.5), ("working days", 5.5),
    ]  # fmt: skip


def test_a_figure_that_may_be_162_percent_makes_no_points_of_others_and_it_is_told(tmp_path: Path):
    rows = [HEAD, ["1", "% of budget spent", "C", 1.0, 0.98, 1.62], ["2", "% of calls answered", "H", 0.9, 0.86, 0.84]]
    found = taken(tmp_path, rows)
    assert [one["Sep"] for one in found.taken.indicators] == [0.0162, 0.84]
    either = "the percentages of 1, 2 have no % sign and may be fractions or points"
    assert what(found)[-1] == f"KPIs: {either}; they were read as fractions up to 1.5 (0.86 is 86%), as points above"


@pytest.mark.parametrize(
    ("heading", "cell", "tolerance", "written_as"),
    [
        ("Tolerance %", 5, 0.05, "% of target"), ("Tolerance (%)", 0.05, 0.05, "% of target"),
        ("Tolerance", per(0.05), 0.05, "% of target"), ("Tolerance", 5, 5.0, "Points"),
    ],
)  # fmt: skip
def test_a_tolerance_under_a_heading_with_a_percent_sign_is_a_share_of_the_target_and_it_is_told(
    tmp_path: Path, heading: str, cell: object, tolerance: float, written_as: str
):
    found = taken(tmp_path, [[*HEAD, heading], ["1", "Visits", "H", 10_000, 9_900, 9_700, cell]])
    (one,) = found.taken.indicators
    assert (one["Tolerance"], one["Tolerance as"]) == (tolerance, written_as)
    assert any(line.endswith(f" is {written_as} (1)") for line in found.account() if heading in line)


@pytest.mark.parametrize(
    ("target", "figures", "read", "told"),
    [
        (1, ["0.8%", "0.9%"], (0.01, 0.009), "1 as 1%"), (1, [per(0.008), per(0.009)], (0.01, 0.009), "1 as 1%"),
        (0.9, ["88%", "86%"], (0.9, 0.86), ""), (1, ["97%", "98%"], (1.0, 0.98), ""),
        (90, [0.88, 0.89], (0.9, 0.89), "0.88 as 88%, 0.89 as 89%"), (1, ["24%", "25%"], (1.0, 0.25), "1 as 100%"),
        (1, ["7%", "8%"], (1.0, 0.08), "1 as 100%"), (1, ["0.8%", 1], (0.01, 0.01), "1 as 1%"),
        (0, ["0.8%", "0.9%"], (0.0, 0.009), ""), (1.8, [0.4, 2], (0.018, 0.02), ""), (60, [0.9, 30], (0.6, 0.3), ""),
        ("1%", ["0%", "0%"], (0.01, 0.0), ""), (1, ["0%", "0%"], (1.0, 0.0), ""),
    ],
)  # fmt: skip
def test_a_percentage_without_a_sign_beside_others_is_read_by_what_fits_and_it_is_told(
    tmp_path: Path, target: object, figures: list[object], read: tuple[float, float], told: str
):
    found = taken(tmp_path, [HEAD, ["1", "% of days lost", "L", target, *figures]])
    (one,) = found.taken.indicators
    assert (one["Target"], one["Sep"]) == read
    assert [line.rpartition("read were ")[2] for line in what(found) if "read were " in line] == [told] * bool(told)


def formatted(tmp_path: Path, name: str, figure: float, code: str, unit: str = "") -> dict[str, object]:
    """An indicator whose target and figures have a number format."""
    file = saved(tmp_path / "Given.xlsx", {"KPIs": [[*HEAD, "Unit"], ["1", name, "L", figure, figure, figure, unit]]})
    book = openpyxl.load_workbook(file)
    for cell in ("D2", "E2", "F2"):
        book["KPIs"][cell].number_format = code
    book.save(file)
    return dict(from_spreadsheet(file).taken.indicators[0])


@pytest.mark.parametrize(
    ("name", "own", "figure", "code", "unit"),
    [
        ("Net spend £m", "", 1.3, '"£"0.00"m"', "£m"), ("Net spend", "", 1.3, '"£"0.00"m"', "£m"),
        ("Net spend", "", 1.3, "[$£-809]0.00\\m", "£m"), ("Net spend £m", "", 1.3, "0.00", "£m"),
        ("Spend (£000)", "", 1300, "£#,##0", "£k"), ("Spend (£'000)", "", 1300, "£#,##0", "£k"),
        ("Spend £k", "£", 1300, "£#,##0", "£k"), ("Spend", "£000", 1300, "£#,##0", "£k"),
        ("Income", "", 1_300_000, '£#,##0,,"m"', "£"), ("Income £m", "", 1_300_000, "£#,##0.0,,", "£"),
        ("Income", "£m", 1_300_000, "£#,##0.0,,", "£"), ("Reserves (£bn)", "", 1.3, "0.0", "£bn"),
        ("Footfall", "", 13, '0.0"k"', "thousand"), ("Footfall (000s)", "", 13, "0.0", "thousand"),
        ("Footfall (000s)", "number", 13, "0.0", "thousand"), ("Footfall (000s)", "", 13_000, "0.0,", "number"),
        ("Footfall", "visits", 13, "0.0", "visits"), ("Wait", "", 13, '0" days"', "days"), ("Cost", "", 13, "£0", "£"),
        ("Calls", "", 13, "0_)", "number"), ("Calls", "", 13, '0" *"', "number"), ("Depth", "", 13, '0"m"', "m"),
    ],
)  # fmt: skip
def test_thousands_and_millions_of_the_name_the_unit_or_the_number_format_stay_in_the_unit(
    tmp_path: Path,
    name: str,
    own: str,
    figure: float,
    code: str,
    *,
    unit: str,
):
    one = formatted(tmp_path, name, figure, code, own)
    assert (one["Unit"], one["Sep"], one["Target"]) == (unit, figure, figure)


def test_a_percent_sign_that_is_mere_text_of_the_format_is_one_all_the_same(tmp_path: Path):
    one = formatted(tmp_path, "Sickness", 0.8, '0.0"%"')
    assert (one["Unit"], one["Sep"], one["Target"]) == ("%", 0.008, 0.008)


def test_a_heading_may_say_thousands_for_all_its_figures_and_it_is_told(tmp_path: Path):
    head = ["Ref", "Indicator", "Target", "Actual £m Q1 2026/27"]
    found = taken(tmp_path, [head, ["1", "Net spend", 1.25, 1.3]])
    assert (found.taken.indicators[0]["Unit"], found.taken.indicators[0]["Jun"]) == ("£m", 1.3)
    assert any("Net spend is £m (1)" in line for line in found.account())


def test_thousands_in_a_title_are_told(tmp_path: Path):
    found = taken(
        tmp_path, [["Budget monitoring (£000)", None, "July"], HEAD, ["1", "Net spend", "L", 1250, 900, 1300]]
    )
    assert what(found) == ["KPIs!A1: “Budget monitoring (£000)” says thousands or millions; no unit was made of it"]


def test_of_figures_in_several_units_those_unlike_most_stay_as_they_are_typed_and_are_told(tmp_path: Path):
    rows = [["1", "Net spend", "L", "£1.25m", "£950k", "£1.3m"], ["2", "Wait", "L", "5 hrs", "6 hours", "1 hour"]]
    found = taken(tmp_path, [HEAD, *rows, ["3", "Wait", "L", "2 weeks", "9 days", "8 days"]])
    money, hours, days = found.taken.indicators
    assert (money["Unit"], money["Target"], money["Jun"], money["Sep"]) == ("£m", 1.25, "£950k", 1.3)
    assert (hours["Target"], hours["Jun"], hours["Sep"]) == (5.0, 6.0, 1.0)
    assert (days["Unit"], days["Target"], days["Sep"]) == ("days", "2 weeks", 8.0)
    assert "KPIs!E2: this is no figure (£950k); it was taken over as it is typed" in what(found)


@pytest.mark.parametrize(
    ("cells", "measured", "ratings_", "figures"),
    [
        ((["88% (G)", "86% (R)"], ["97 (A)", "80 (r)"]), ["At period end"] * 2, ["Red", "Red"], [0.86, 80.0]),
        ((["12 (S)", "13 (S)"], ["12 (C)", "26 (C)"]), ["At period end", "Year to date total"], [], [13.0, 26.0]),
        ((["12 (S)", "13 (S)"], ["12 (R)", "13 (R)"]), ["At period end", "Rolling 12 months"], [], [13.0, 13.0]),
        ((["12", "13 (R)"], ["12", "13"]), ["At period end"] * 2, [], [13.0, 13.0]),
        ((["12 (c)", "2 (c)"], ["12 [c]", "13 [c]"]), ["At period end"] * 2, [], ["2 (c)", "13 [c]"]),
        ((["12 (G)", "2 (c)"], ["12", "13 (R)"]), ["At period end"] * 2, ["Red"], ["2 (c)", 13.0]),
        (
            (["12 (ytd)", "26 (YTD)"], ["1", "2 (rolling)"]),
            ["Year to date total", "Rolling 12 months"],
            [],
            [26.0, 2.0],
        ),
    ],
)
def test_letters_beside_figures_are_read_together_and_what_they_were_taken_for_is_told(
    tmp_path: Path, cells: Rows, measured: list[str], ratings_: list[str], figures: list[object]
):
    found = taken(tmp_path, [HEAD, ["1", "Calls", "H", 90, *cells[0]], ["2", "Visits", "H", 90, *cells[1]]])
    assert [one["Measured"] for one in found.taken.indicators] == measured
    assert [rating.value for rating, _ in found.taken.ratings.values()] == ratings_
    assert [one["Sep"] for one in found.taken.indicators] == figures
    account = "\n".join(found.account())
    for row in cells:
        letter = str(row[1]).partition(" ")[2].upper()
        is_told = letter in account or letter.casefold() in "".join(what(found))
        assert is_told or not letter, letter


def test_without_numbers_a_text_that_stands_alone_is_told_as_a_theme(tmp_path: Path):
    head, rows = HEAD[1:], [["Complaints in time"], ["Visits", "H", 3, 1, 2]]
    found = taken(tmp_path, [head, *rows])
    assert [one["Theme"] for one in found.taken.indicators] == ["Complaints in time"]
    assert any(
        "“Complaints in time” stands alone in its row, and was taken for the theme" in one for one in what(found)
    )


def test_a_target_of_each_period_becomes_a_profile_where_they_differ(tmp_path: Path):
    head = ["Ref", "Indicator", "Q1 2026/27", "Q1 target", "Q2 2026/27", "Q2 target"]
    found = taken(tmp_path, [head, ["1", "Homes", 5, 6, 9, 12], ["2", "% of bins", per(0.5), per(0.6), None, per(0.6)]])
    first, second = found.taken.indicators
    assert (first["Target is"], first.get("Target")) == ("For the year, own profile", None)
    assert [tuple(one.values()) for one in found.taken.profiles] == [("1", "Jun", 6.0), ("1", "Sep", 12.0)]
    assert (second["Target is"], second["Target"]) == ("For every period", 0.6)


def test_a_target_beside_those_of_the_periods_is_told(tmp_path: Path):
    head = ["Ref", "Indicator", "Q1 2026/27", "Q1 target", "Q2 2026/27", "Q2 target", "Target 26/27"]
    found = taken(tmp_path, [head, ["1", "Homes", 5, 6, 9, 12, 40], ["2", "Tips", 5, 6, 9, 6, 6]])
    (told,) = what(found)
    assert told == "KPIs!G2: the target 40 was not taken over: its periods have targets of their own"
    assert found.taken.indicators[1]["Target"] == 6.0


def test_the_target_of_the_period_goes_before_the_plain_one(tmp_path: Path):
    head = ["Ref", "Indicator", "Target", "Q2 Target", "Q2 2026/27"]
    found = taken(tmp_path, [head, ["1", "Homes", 90, 85, 88], ["2", "Tips", 90, None, 88], ["3", "Lets", 9, 9, 8]])
    own, plain, same = found.taken.indicators
    assert (own["Target is"], own.get("Target")) == ("For the year, own profile", None)
    assert [tuple(one.values()) for one in found.taken.profiles] == [("1", "Sep", 85.0)]
    assert (plain["Target"], same["Target"]) == (90.0, 9.0)
    assert what(found) == ["KPIs!C2: the target 90 was not taken over: its periods have targets of their own"]


def test_the_same_period_of_last_year_is_not_its_outturn(tmp_path: Path):
    head = ["Ref", "Indicator", "Target", "Same period last year", "Last year", "Q2 2026/27"]
    found = taken(tmp_path, [head, ["1", "Homes", 90, 70, 80, 88]])
    assert found.taken.indicators[0]["Last year"] == 80.0
    assert any("Same period last year: not used: Last year; it is of a part" in line for line in found.account())


def test_a_target_for_the_year_of_a_running_total_is_shared_out(tmp_path: Path):
    head = ["Ref", "Indicator", "Year-end target", "Type of figure", "Q1 2026/27"]
    total, snapshot = indicators(tmp_path, ["1", "Homes", 100, "C", 20], ["2", "Tips", 100, "S", 20], head=head)
    assert (total["Target"], total["Target is"]) == (100.0, "For the year, even profile")
    assert snapshot["Target is"] == "For every period"


@pytest.mark.parametrize(
    ("head", "cell", "tolerance", "written_as"),
    [
        ("Tolerance", per(0.05), 0.05, "% of target"),
        ("Tolerance", "5%", 0.05, "% of target"),
        ("Tolerance", 3, 3.0, "Points"),
        ("Red threshold", 90, 90.0, "Red limit"),
        ("Tolerance", None, None, "% of target"),
    ],
)
def test_a_tolerance_as_it_is_written(
    tmp_path: Path, head: str, cell: object, tolerance: float | None, written_as: str
):
    (one,) = indicators(tmp_path, ["1", "Bins", 100, cell, 95], head=["Ref", "Indicator", "Target", head, "Q1 2026/27"])
    assert (one.get("Tolerance"), one["Tolerance as"]) == (tolerance, written_as)


def test_a_target_of_none_stays_as_typed_and_one_of_data_only_says_so(tmp_path: Path):
    head = ["Ref", "Indicator", "Target", "Q1 2026/27"]
    none, only = indicators(tmp_path, ["1", "Bins", "N/A", 95], ["2", "Tips", "Data only", 9], head=head)
    assert (none["Target"], "Polarity" in none) == ("N/A", False)
    assert ("Target" in only, only["Polarity"]) == (False, "Data only")


def test_a_figure_in_cells_merged_over_several_periods_is_told_and_not_taken(tmp_path: Path):
    rows = [HEAD, ["1", "Bins", "H", 5, 4, None], ["2", "Tips", "L", 5, "n/a", None]]
    found = taken(tmp_path, rows, ["E2:F2", "E3:F3"])
    first, second = found.taken.indicators
    assert (first["Jun"], second["Jun"]) == (None, "n/a")
    assert "KPIs!E2: the figure 4 stands in merged cells, over 2 periods; it was not taken over" in what(found)


def test_two_columns_of_commentary_are_put_together_where_a_cell_can_hold_both(tmp_path: Path):
    head = ["Ref", "Indicator", "Q1 2026/27", "Comments", "Corrective action", "Target"]
    long = "x" * 20_000
    rows: Rows = [
        head,
        ["1", "Bins", 5, "No.", "Nothing.", 4],
        ["2", "Tips", 5, "As is.", "As is.", 4],
        ["3", "Lets", 5, long, long[1:], 4],
    ]
    found = taken(tmp_path, rows)
    assert [one["Service commentary"] for one in found.taken.indicators] == ["No.\nNothing.", "As is.", long]
    assert what(found) == ["KPIs!E4: this text is too long to stand below the other commentary, and was not taken over"]


def test_where_the_title_says_an_earlier_period_its_comments_and_ratings_are_taken(tmp_path: Path):
    head = ["Ref", "Indicator", "Q1 2026/27", "Q1 RAG", "Q1 comments", "Q2 2026/27", "Q2 RAG", "Q2 comments"]
    row = ["1", "Bins", 5, "G", "Good.", 6, "R", "Bad."]
    earlier, latest = taken(tmp_path, [["Quarter 1 2026/27"], head, row]), taken(tmp_path, [head, row])
    for found, month, words, rating in ((earlier, "Jun", "Good.", "Green"), (latest, "Sep", "Bad.", "Red")):
        assert found.table.period == FinancialYear(2026).month(month)
        assert found.taken.indicators[0]["Service commentary"] == words
        assert found.taken.ratings["1"][0].value == rating


def test_a_theme_merged_over_rows_stands_in_each(tmp_path: Path):
    rows = [["Theme", *HEAD], ["Town", "1", "Bins", "H", 5, 4, 3], [None, "2", "Tips", "L", 5, 4, 3]]
    assert [one["Theme"] for one in taken(tmp_path, rows, ["A2:A3"]).taken.indicators] == ["Town", "Town"]


def test_headings_again_blank_rows_notes_and_rows_without_a_name(tmp_path: Path):
    rows: Rows = [
        ["Theme", *HEAD], ["T", "1", "Bins", "H", 5, 4, 3], [], ["Homes"], ["Theme", *HEAD],
        ["U", "2", "Lets", "H", 5, 4, 3], ["U", "3", None, None, 7, 8, 9], ["Source: the register"],
    ]  # fmt: skip
    found = taken(tmp_path, rows)
    assert [one["No"] for one in found.taken.indicators] == ["1", "2"]
    assert [line.partition(" (")[0] for line in what(found)] == [
        "KPIs!A8: this row is a note, not an indicator, and was not taken over",
        "KPIs!A4: “Homes” stands alone above indicators that have a theme of their own; theirs was taken over",
        "KPIs!C7: this row has no name, and was not taken over",
    ]


def test_another_table_below_is_told_and_not_mixed_in(tmp_path: Path):
    rows: Rows = [
        HEAD,
        ["1", "Bins", "H", 5, 4, 3],
        ["Code", "Measure", "Owner", "Status", "Value"],
        ["X", "y", "z", "G", 1],
    ]
    found = taken(tmp_path, rows)
    assert len(found.taken.indicators) == 1
    assert what(found) == ["KPIs!A3: another table begins here, with other headings, and was not taken over"]


def test_a_hidden_row_is_taken_over_and_told(tmp_path: Path):
    file = saved(tmp_path / "Given.xlsx", {"KPIs": [HEAD, ["1", "Bins", "H", 5, 4, 3]]})
    book = openpyxl.load_workbook(file)
    book["KPIs"].row_dimensions[2].hidden = True
    book.save(file)
    assert what(from_spreadsheet(file)) == ["KPIs!A2: this row is hidden, and was taken over"]


def test_a_hidden_column_gives_way_to_one_that_is_seen_and_else_is_told(tmp_path: Path):
    head = ["Ref", "Indicator", "Target", "Q1 2026/27", "Q2 2026/27", "Q2 2026/27 result"]
    file = saved(tmp_path / "Given.xlsx", {"KPIs": [head, ["1", "Bins", 5, 4, 70, 96]]})
    book = openpyxl.load_workbook(file)
    for column in "DE":
        book["KPIs"].column_dimensions[column].hidden = True
    book.save(file)
    found = from_spreadsheet(file)
    assert (found.taken.indicators[0]["Jun"], found.taken.indicators[0]["Sep"]) == (4.0, 96.0)
    assert what(found) == ["KPIs!D1: the column 'Q1 2026/27' is hidden, and was taken over"]
    assert "    E  Q2 2026/27: not used: figure; another column is used for that" in list(found.account())


def test_a_comment_on_a_cell_is_told(tmp_path: Path):
    file = saved(tmp_path / "Given.xlsx", {"KPIs": [HEAD, ["1", "Bins", "H", 5, 4, 3]]})
    book = openpyxl.load_workbook(file)
    book["KPIs"]["E2"].comment = Comment("Two rounds are missing.", "Amy")
    book.save(file)
    (told,) = what(from_spreadsheet(file))
    assert told.startswith(
        "KPIs!E2: there is a comment on this cell, which was not taken over (“Two rounds are missing."
    )


def test_a_formula_without_its_result_is_no_blank(tmp_path: Path):
    found = taken(tmp_path, [HEAD, ["1", "Bins", "H", 5, "=1+1", 3]])
    assert found.taken.indicators[0]["Jun"] == "(a formula without its result)"


def test_words_that_look_like_formulas_and_links_stay_words(tmp_path: Path):
    content = 'Ref,Indicator,Target,Q1 2026/27,Comments\n1,Bins,5,4,"=HYPERLINK(""http://x"",""y"")"\n'
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    run("new", tmp_path / "x", "--from", tmp_path / "a.csv")
    book = openpyxl.load_workbook(tmp_path / "x" / "PerformanceIndex.xlsm")
    for sheet in (book[layout.INDEX], book["From a.csv"]):
        said = [cell for row in sheet.iter_rows() for cell in row if "HYPERLINK" in str(cell.value)]
        assert [cell.data_type for cell in said] == ["s"]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("Ref;Indicator;Target;Q1 2026/27\n1;Cost – £;5;4\n".encode("utf-8-sig"), False),
        ("sep=;\r\nRef;Indicator;Target;Q1 2026/27\r\n1;Cost – £;5;4\r\n".encode(), False),
        ("Ref\tIndicator\tTarget\tQ1 2026/27\n1\tCost – £\t5\t4\n".encode("utf-16"), False),
        ("Ref,Indicator,Target,Q1 2026/27\n1,Cost – £,5,4\n".encode("cp1252"), True),
    ],
)
def test_a_csv_in_the_forms_that_excel_writes(tmp_path: Path, content: bytes, *, told: bool):
    (tmp_path / "a.csv").write_bytes(content)
    found = from_spreadsheet(tmp_path / "a.csv")
    assert found.taken.indicators[0]["Indicator"] == "Cost – £"
    assert any("how its letters are written" in line for line in what(found)) is told


def test_a_workbook_of_ours_is_taken_over_too():
    shipped = Path(__file__).parents[1] / "workbook" / "PerformanceIndex.xlsm"
    found = from_spreadsheet(shipped, year=FinancialYear(2020))
    ours = read_book(shipped).index
    assert ours is not None
    assert found.table.sheet.name == layout.INDEX
    assert [one["No"] for one in found.taken.indicators] == [one.number for one in ours.indicators]
    for given, one in zip(found.taken.indicators, ours.indicators, strict=True):
        assert (given["Indicator"], given["Unit"], given["Polarity"]) == (one.name, one.unit.value, one.polarity.value)
        assert (given["Frequency"], given["Measured"]) == (one.frequency.value, one.measured.value)
        assert given.get("Target") == (None if one.target is None else float(one.target))
        assert {month: float(figure) for month, figure in one.figures.items()} == {
            month: given[month] for month in one.figures
        }


# --- the whole way ---------------------------------------------------------------------------------------------------


def test_words_that_were_taken_over_are_asked_about_before_a_report(tmp_path: Path):
    run("new", tmp_path / "x", "--from", layouts.quarters(tmp_path), "--tolerance", "5%", "--committee", "Town Panel")
    book = tmp_path / "x" / "PerformanceIndex.xlsm"
    result = run("check", book)
    assert "nobody has said which period the commentaries" in result.stdout
    with Excel(book) as excel:
        for cell, day in (("B6", dt.datetime(2026, 11, 4)), ("B15", dt.datetime(2026, 9, 30))):  # noqa: DTZ001 - as Excel's
            excel.type(f"Report!{cell}", day)
        excel.press("Generate report")
        assert excel.messages[-1].words.startswith("Report written: 2 exceptions (1 amber, 1 red)")
    assert (tmp_path / "x" / "reports" / "2026-11-04 Performance report.docx").exists()


@needs_libreoffice
def test_it_can_be_printed_with_the_sheet_as_it_was(tmp_path: Path):
    run("new", tmp_path / "x", "--from", layouts.quarters(tmp_path), "--tolerance", "5%")
    text = pdf_text(to_pdf(tmp_path / "x" / "PerformanceIndex.xlsm", tmp_path))
    assert "Two hot spots." in text
    assert "45.1%" in text  # of last year, on the sheet as it was
    assert "Err:" not in text
