"""The command line: what a person at a terminal sees, and the exit status; bad input never ends in a traceback."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from books import DETAILS, INDICATORS, OPTIONS, Changes, book
from performance_index.cli import main

ROOT = Path(__file__).parents[1]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"
NAME = "2020-11-04 Performance Monitoring Report.docx"
WARNING = "warning Index!AD33: there is no target; enter one, or make the polarity Data only"


def run(*arguments: object) -> Result:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.output
    return result


@pytest.fixture(name="shipped")
def fixture_shipped(tmp_path: Path) -> Path:
    """A copy of the shipped workbook in a folder of its own."""
    return Path(shutil.copy(SHIPPED, tmp_path / "PI.xlsm"))


def test_report_writes_the_report_beside_the_workbook_and_says_where_and_how_many(shipped: Path):
    result = run("report", shipped)
    made = shipped.parent / "reports" / NAME
    assert made.exists()
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [str(made), "21 Green, 1 Amber, 3 Red, 7 not rated"]
    assert result.stderr.splitlines() == [WARNING]


def test_python_m_is_the_same_command(shipped: Path):
    found = subprocess.run(
        [sys.executable, "-m", "performance_index", "check", shipped], capture_output=True, text=True, check=False
    )
    assert (found.returncode, found.stdout.splitlines()[0]) == (0, WARNING)


def test_report_leaves_a_file_that_it_did_not_make(shipped: Path):
    run("report", shipped)
    made = shipped.parent / "reports" / NAME
    made.write_bytes(b"the clerk's")
    result = run("report", shipped)
    assert result.exit_code == 1
    assert f"{NAME} is plain text, such as CSV, not a Word document" in result.stderr
    assert made.read_bytes() == b"the clerk's"
    assert [path.name for path in made.parent.iterdir()] == [NAME]


@pytest.mark.parametrize(
    ("output", "made"),
    [("out", f"out/{NAME}"), ("there", f"there/{NAME}"), ("mine.docx", "mine.docx"), ("MINE.DOCX", "MINE.DOCX")],
)
def test_report_takes_a_file_or_a_folder(shipped: Path, output: str, made: str):
    (shipped.parent / "there").mkdir()
    assert run("report", shipped, "-o", shipped.parent / output).exit_code == 0
    assert (shipped.parent / made).exists()


@pytest.mark.parametrize(
    ("output", "says"),
    [
        ("mine.pdf", "is not a Word document's name; give a folder, or a name that ends in .docx"),
        ("none/mine.docx", "there is no folder"),
        ("PI.xlsm/reports", "cannot be made"),
    ],
)
def test_report_refuses_a_place_it_cannot_write_to(shipped: Path, output: str, says: str):
    result = run("report", shipped, "-o", shipped.parent / output)
    assert result.exit_code == 1
    assert says in result.stderr
    assert [path.name for path in shipped.parent.iterdir()] == ["PI.xlsm"]


def test_report_stops_at_errors_and_lists_them(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "2", "Sep"): "#N/A", (INDICATORS, "3", "Unit"): "percent"})
    result = run("report", path)
    assert result.exit_code == 1
    assert "error   Index!N8: the cell shows #N/A" in result.stderr
    assert "error   Index!Z9: 'percent' is not how % is written" in result.stderr
    assert f"performance-index: {path} has 2 errors, so nothing was made" in result.stderr
    assert not (tmp_path / "reports").exists()


def test_a_report_is_made_where_a_figure_cannot_be_had_and_where_nobody_knows_what_a_word_says(tmp_path: Path):
    words = {"2": "n/a", "16": "<5", "19": "see Dave"}
    changes: Changes = {(INDICATORS, number, "Sep"): typed for number, typed in words.items()}
    path = book(tmp_path / "PI.xlsm", {**changes, (OPTIONS, "Indicators not rated", "Value"): "Table"})
    result = run("report", path)
    assert result.exit_code == 0
    assert "'see Dave' is not a figure; the indicator is not rated; type the figure" in result.stderr
    (made,) = (tmp_path / "reports").glob("*.docx")
    said = "".join(docx.Document(str(made)).element.body.itertext())
    assert "No figure: “n/a” is given for September 2020." in said
    assert "Suppressed: only “<5” is given for September 2020." in said
    assert "Not known: what is typed for September 2020 is neither a figure nor a word for none." in said
    assert "Dave" not in said


def test_the_workbooks_own_folder_and_template_are_used_from_where_it_lies(tmp_path: Path):
    shutil.copy(ROOT / "templates" / "report.docx", tmp_path / "ours.docx")
    (tmp_path / "to" / "committee").mkdir(parents=True)
    changes = {
        ("Options", "Report folder", "Value"): "to/committee",
        ("Options", "Report template", "Value"): "ours.docx",
    }
    path = book(tmp_path / "PI.xlsm", changes)
    assert run("report", path).exit_code == 0
    assert (tmp_path / "to" / "committee" / NAME).exists()
    gone = book(tmp_path / "PI2.xlsm", {(OPTIONS, "Report template", "Value"): "gone.docx"})
    result = run("report", gone)
    assert result.exit_code == 1
    assert "Settings!B17: there is no template" in result.stderr


def test_show_prints_every_indicator_with_its_rating_and_reason_without_colour(shipped: Path):
    result = run("show", shipped)
    assert result.exit_code == 0
    flat = " ".join(result.stdout.replace("│", " ").split())
    assert "\x1b" not in result.stdout
    assert "Worse than August 87.2% against a target of 91%: 3.8" in flat
    assert "within the statutory 45 days worse than last year" in flat
    for number in ("13a", "13b", "31"):
        assert f"│ {number} " in result.stdout
    for words in ("Amber", "Not reportable", "Awaiting data", "Not due", "No target", "Data only"):
        assert words in result.stdout
    assert result.stdout.splitlines()[-1] == "21 Green, 1 Amber, 3 Red, 7 not rated"


def test_show_prints_what_can_be_rated_and_the_errors(tmp_path: Path):
    result = run("show", book(tmp_path / "PI.xlsm", {(INDICATORS, "2", "Sep"): "#N/A"}))
    assert result.exit_code == 1
    assert "error   Index!N8" in result.stderr
    assert "Awaiting data" in result.stdout


def test_show_and_check_do_without_a_period_end(shipped: Path, tmp_path: Path):
    import openpyxl  # noqa: PLC0415 - only this test saves a workbook as a person's other program might

    with warnings.catch_warnings(action="ignore"):  # openpyxl drops the sparklines and the print area
        workbook = openpyxl.load_workbook(shipped)
    workbook["Report"]["B12"] = None
    workbook.save(tmp_path / "no period.xlsx")
    shown = run("show", tmp_path / "no period.xlsx")
    assert shown.exit_code == 1
    assert "cannot be rated without a period end" in shown.stderr
    assert "error   Report!B12: the period end is blank" in run("check", tmp_path / "no period.xlsx").stdout


def test_check_prints_the_findings_and_passes_where_there_are_only_warnings(shipped: Path):
    result = run("check", shipped)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [WARNING, "0 errors, 1 warning"]


def test_check_says_so_where_there_is_nothing(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "26", "Target"): 0.8, (INDICATORS, "26", "Tolerance"): 0.05})
    result = run("check", path)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == ["Nothing to put right."]


def test_check_fails_where_there_are_errors_and_prints_json(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(INDICATORS, "2", "Sep"): "#N/A", (DETAILS, "Wards", "Value"): None})
    result = run("check", path, "--json")
    assert result.exit_code == 1
    first, *_ = json.loads(result.stdout)
    assert first == {
        "severity": "error",
        "place": "Index!N8",
        "also": [],
        "what": "the cell shows #N/A",
        "cure": "mend the formula, or type the value",
    }


def test_check_finds_a_rating_that_the_sheet_no_longer_shows(tmp_path: Path):
    """A figure changed by a program that does not calculate: the rating kept in the file is the old one."""
    import openpyxl  # noqa: PLC0415 - only this test saves a workbook as a person's other program might

    path = tmp_path / "PI.xlsx"
    with warnings.catch_warnings(action="ignore"):  # openpyxl drops the sparklines and the print area
        workbook = openpyxl.load_workbook(SHIPPED, data_only=True)
    workbook["Index"]["N8"] = 0.95
    workbook.save(path)
    assert "Index!C8: the sheet shows Amber, but the figures give Green" in run("check", path).stdout
    assert run("report", path).stdout.splitlines()[1] == "22 Green, 0 Amber, 3 Red, 7 not rated"


def test_rate_prints_the_rated_csv():
    published = ROOT / "tests" / "data" / "published_ratings.csv"
    result = run("rate", published)
    assert result.exit_code == 0
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["Rating"] for row in rows] == [row["Published rating"] for row in rows]


def test_rate_writes_a_file_that_excel_opens_and_counts_it(tmp_path: Path):
    published = ROOT / "tests" / "data" / "published_ratings.csv"
    result = run("rate", published, "-o", tmp_path / "rated.csv")
    assert result.exit_code == 0
    assert (tmp_path / "rated.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert result.stdout.splitlines() == [str(tmp_path / "rated.csv"), "8 Green, 3 Amber, 5 Red, 3 Not rated"]
    assert run("rate", tmp_path / "rated.csv").exit_code == 0


@pytest.mark.parametrize("name", ["figures.csv", "other.csv"])
def test_rate_replaces_a_file_only_when_told_to(tmp_path: Path, name: str):
    figures, other = tmp_path / "figures.csv", tmp_path / "other.csv"
    figures.write_text("Indicator,Polarity,Target,Actual,Tolerance,Tolerance as\na,Higher is better,1,1,0,Points\n")
    other.write_text("somebody's")
    before = (tmp_path / name).read_bytes()
    refused = run("rate", figures, "-o", tmp_path / name)
    assert refused.exit_code == 1
    assert "exists already" in refused.stderr
    assert (tmp_path / name).read_bytes() == before
    assert run("rate", figures, "-o", tmp_path / name, "--overwrite").exit_code == 0
    assert "target met" in (tmp_path / name).read_text()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (None, "there is no file"),
        (b"\n", "has no column Indicator"),
        (b"Cost of t\xe9", "is not a CSV file in UTF-8"),
        (b"Indicator,Polarity,Target,Actual,Tolerance,Tolerance as\na,Up,1,1,0,Points\n", "Polarity: 'Up' is not in"),
    ],
    ids=["missing", "empty", "other encoding", "bad word"],
)
def test_rate_says_what_is_wrong_with_a_csv(tmp_path: Path, content: bytes | None, says: str):
    path = tmp_path / "figures.csv"
    if content is not None:
        path.write_bytes(content)
    result = run("rate", path)
    assert result.exit_code == 1
    assert says in result.stderr


@pytest.mark.parametrize("arguments", [["report"], ["shew"], ["check", "a", "b"], ["report", "a", "--nonsense"]])
def test_misuse_ends_with_status_2_and_the_usage(arguments: list[str]):
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr


@pytest.mark.parametrize("command", sorted(main.commands))
def test_every_command_has_help_and_stands_in_the_readme(command: str):
    result = run(command, "--help")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) > 4
    assert f"performance-index {command}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_program_is_installed_under_its_name(shipped: Path):
    program = Path(sys.executable).parent / "performance-index"
    done = subprocess.run([program, "check", shipped], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_show_says_check_for_a_row_that_cannot_be_read(tmp_path: Path):
    result = run("show", book(tmp_path / "PI.xlsm", {(INDICATORS, "2", "Sep"): "#N/A"}))
    (row,) = [line for line in result.stdout.splitlines() if line.startswith("│ 2 ")]
    assert "Check" in row


def test_show_prints_words_as_they_are_whatever_their_brackets(tmp_path: Path):
    changes = {(DETAILS, "Index title", "Value"): "Index [draft] [/b]", (INDICATORS, "2", "No"): "[/red]x"}
    result = run("show", book(tmp_path / "PI.xlsm", changes))
    assert "Index [draft] [/b] 2020/21" in result.stdout
    assert "[/red]x" in result.stdout


@pytest.mark.parametrize("name", ["x" * 300 + ".xlsm", "PI.xlsm/inside.xlsm"])
@pytest.mark.parametrize("command", ["report", "show", "check", "rate"])
def test_a_name_that_no_disk_can_hold_is_refused_in_a_sentence(shipped: Path, command: str, name: str):
    result = run(command, shipped.parent / name)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1


def test_an_output_that_no_disk_can_hold_is_refused_in_a_sentence(shipped: Path):
    figures = ROOT / "tests" / "data" / "published_ratings.csv"
    for refused in (
        run("report", shipped, "-o", shipped.parent / ("x" * 300)),
        run("report", shipped, "-o", shipped.parent / ("x" * 300 + ".docx")),
        run("rate", figures, "-o", shipped.parent / ("x" * 300)),
        run("rate", figures, "-o", "/", "--overwrite"),
    ):
        assert refused.exit_code == 1
        assert refused.stderr.splitlines()[-1].startswith("performance-index: ")


def test_a_report_never_takes_the_place_of_its_workbook(shipped: Path):
    path = shipped.rename(shipped.with_suffix(".docx"))
    before = path.read_bytes()
    result = run("report", path, "-o", path)
    assert result.exit_code == 1
    assert "is the workbook itself" in result.stderr
    assert path.read_bytes() == before


def test_a_folder_may_have_a_dot_in_its_name(shipped: Path):
    assert run("report", shipped, "-o", shipped.parent / "reports 2020.21").exit_code == 0
    assert (shipped.parent / "reports 2020.21" / NAME).exists()


def test_a_variable_that_the_computer_does_not_know_is_refused(tmp_path: Path):
    path = book(tmp_path / "PI.xlsm", {(OPTIONS, "Report folder", "Value"): "%NOWHERE%/reports"})
    result = run("report", path)
    assert result.exit_code == 1
    assert "Settings!B16: this computer does not know what %NOWHERE%/reports stands for" in result.stderr


NEVER = {"xlwings", "xlsxwriter", "pyopenvba", "pandas", "openpyxl", "http", "ssl", "numpy", "performance_index.serve"}
REFRESH, PUBLISH = "performance_index.word.refresh", "performance_index.word.publish"
RATE, GENERATE = "performance_index.rating_csv", "performance_index.generate"
SIGNALS, SERVE = "performance_index.signals_csv", "performance_index.serve"


@pytest.mark.parametrize(
    ("command", "needed", "not_needed"),
    [
        (
            "report",
            {GENERATE, "docx"},
            {REFRESH, PUBLISH, RATE, SIGNALS, "rich"},
        ),  # nothing is there to bring up to date
        ("check", set(), {"docx", GENERATE, PUBLISH, RATE, SIGNALS, "rich"}),
        ("doctor", {"docx", SERVE}, {GENERATE, REFRESH, PUBLISH, RATE, SIGNALS, "rich", "mammoth"}),
        ("record", set(), {"docx", GENERATE, PUBLISH, RATE, SIGNALS, "rich"}),
        ("next-period", set(), {"docx", GENERATE, PUBLISH, RATE, SIGNALS, "rich"}),
        ("new", {"xlsxwriter", "http", "ssl"}, {"docx", GENERATE, PUBLISH, RATE, SIGNALS, "rich"}),
        ("show", {"rich"}, {"docx", GENERATE, PUBLISH, RATE, SIGNALS}),
        ("rate", {RATE}, {"docx", GENERATE, PUBLISH, SIGNALS, "rich"}),
        ("signals", {SIGNALS}, {"docx", GENERATE, PUBLISH, RATE, "rich"}),
        ("publish PI.docx", {PUBLISH}, {GENERATE, RATE, "rich", "mammoth"}),
        ("publish PI.xlsm", {"xlsxwriter"}, {GENERATE, PUBLISH, RATE, "rich", "mammoth"}),
        ("appendix", {"docx"}, {REFRESH, PUBLISH, RATE, "rich", "mammoth"}),
    ],
)
def test_a_command_loads_only_what_it_needs(shipped: Path, command: str, needed: set[str], not_needed: set[str]):
    word, _, name = command.partition(" ")
    file = shipped.rename(shipped.with_name(name)) if name else shipped
    program = (
        "import sys\nfrom performance_index.cli import main\n"
        f"try:\n main([{word!r}, {str(file)!r}])\nfinally:\n print(' '.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert loaded & (NEVER | needed | not_needed) == needed


COMMAND = [sys.executable, "-m", "performance_index"]
OLD_CONSOLE = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}


def test_rated_figures_are_printed_in_utf8_whatever_the_console(tmp_path: Path):
    source = tmp_path / "welsh.csv"
    header = "Indicator,Polarity,Target,Actual,Tolerance,Tolerance as"
    source.write_text(f"{header}\nCost of tŷ Gŵyl,Lower is better,10,9,1,Points\n", encoding="utf-8")
    done = subprocess.run([*COMMAND, "rate", source], capture_output=True, env=os.environ | OLD_CONSOLE, check=True)
    assert "Cost of tŷ Gŵyl" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("name", ["a" * 300, "missing.xlsm", ".", "", "tŷ.xlsm"])
def test_findings_as_json_are_json_whatever_the_book_is(name: str, tmp_path: Path):
    done = subprocess.run(
        [*COMMAND, "check", "--json", name],
        capture_output=True,
        env=os.environ | OLD_CONSOLE,
        check=False,
        cwd=tmp_path,
    )
    (finding,) = json.loads(done.stdout.decode("utf-8"))
    assert (done.returncode, finding["severity"]) == (1, "error")
    assert finding["what"]
    assert finding["cure"]


@pytest.mark.skipif(sys.platform == "win32", reason="a shell there cannot close the standard output")
@pytest.mark.parametrize("command", ["show", "check"])
def test_a_closed_standard_output_is_no_traceback(command: str, tmp_path: Path):
    line = f"{shlex.join([*COMMAND, command, str(book(tmp_path / 'PI.xlsm'))])} >&-"
    done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0


def test_an_empty_name_for_the_report_is_misuse(tmp_path: Path):
    line = [*COMMAND, "report", str(book(tmp_path / "PI.xlsm")), "-o", ""]
    done = subprocess.run(line, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "the name is empty; give a file or a folder" in done.stderr
    assert [one.name for one in tmp_path.iterdir()] == ["PI.xlsm"]


PLAIN = "Indicator,Polarity,Target,Actual,Tolerance,Tolerance as\nCost,Lower is better,10,9,1,Points\n"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(PLAIN.replace(",", "\t").encode(), id="tabs"),
        pytest.param(PLAIN.replace(",", ";").encode(), id="semicolons"),
        pytest.param(("sep=;\r\n" + PLAIN.replace(",", ";")).encode(), id="sep="),
        pytest.param(PLAIN.replace(",", "\t").encode("utf-16"), id="Excel's Unicode text"),
    ],
)
def test_a_csv_in_the_forms_that_excel_writes_is_rated(content: bytes, tmp_path: Path):
    (tmp_path / "x.csv").write_bytes(content)
    assert "Green" in run("rate", tmp_path / "x.csv").output


def test_a_line_of_a_csv_is_counted_from_the_first_line_of_the_file(tmp_path: Path):
    (tmp_path / "x.csv").write_text("sep=,\n" + PLAIN.replace("Lower", "Up"))
    assert "x.csv, line 3: " in run("rate", tmp_path / "x.csv").output
