"""The shipped workbook: built from text, the same bytes each time, sound, with every rating kept beside its formula."""

from __future__ import annotations

import inspect
import io
import re
import sys
import types
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
import xlwings
from pyopenvba import ExcelFile

from books import DETAILS, INDICATORS, Changes, book, reading, tables
from conformance import audit_errors, needs_libreoffice, needs_sdk, pdf_text, sdk_errors, to_pdf, vba_errors
from performance_index import excel
from performance_index.finding import Refused
from performance_index.period import MONTH_NAMES
from performance_index.unit import KNOWN_UNITS
from performance_index.workbook import layout, meanings, vba
from performance_index.workbook.build import build
from performance_index.workbook.columns import Kind
from performance_index.workbook.commands import COMMANDS
from performance_index.workbook.configuration import CONFIGURATION
from performance_index.workbook.content import content, table_cells
from performance_index.workbook.read import read_book, read_index
from performance_index.workbook.results import RESULTS

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"
pytestmark = pytest.mark.filterwarnings("ignore:(Sparkline Group extension|Print area)")  # openpyxl drops them


def test_the_shipped_workbook_is_what_its_sources_build():
    """Renewed by: python dev.py build."""
    assert build(content(), example=True) == SHIPPED.read_bytes()


@needs_sdk
def test_microsofts_validator_finds_nothing_in_the_workbook():
    assert sdk_errors(SHIPPED) == []


def test_the_other_validators_find_nothing_in_the_workbook():
    assert audit_errors(SHIPPED) == []
    assert vba_errors(SHIPPED) == []


def test_the_sheets_and_tables_are_those_of_the_layout():
    book = openpyxl.load_workbook(SHIPPED)
    assert tuple(book.sheetnames) == layout.SHEETS
    assert book[layout.CONFIG].sheet_state == "hidden"
    for table in layout.TABLES:
        assert tuple(book[table.sheet].tables[table.name].column_names) == table.headings


def test_openpyxl_reads_the_ratings_without_excel():
    sheet = openpyxl.load_workbook(SHIPPED, data_only=True)[layout.INDEX]
    kept = {str(row[0]): row[2] for row in sheet.iter_rows(min_row=7, max_row=38, max_col=3, values_only=True)}
    assert kept == {one.indicator.number: one.rating.value for one in read_rated()}


def test_pandas_reads_the_ratings_without_excel():
    frame = pd.read_excel(SHIPPED, sheet_name=layout.INDEX, header=5, engine="openpyxl")
    assert frame["Rating"].tolist() == [one.rating.value for one in read_rated()]
    assert frame["Why"].notna().all()


def test_every_formula_in_the_workbook_keeps_a_result():
    formulas, kept = openpyxl.load_workbook(SHIPPED), openpyxl.load_workbook(SHIPPED, data_only=True)
    count = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    count += 1
                    assert kept[sheet.title][cell.coordinate].value is not None, f"{sheet.title}!{cell.coordinate}"
    assert count >= 32 * 5


def read_rated():
    index = read_book(SHIPPED).index
    assert index is not None
    return index.rated


def test_each_kept_result_is_what_the_function_gives():
    sheet = openpyxl.load_workbook(SHIPPED, data_only=True)[layout.INDEX]
    at = {column.name: n for n, column in enumerate(layout.INDICATORS.columns, 1)}
    for n, rated in enumerate(read_rated()):
        for column in layout.RESULTS:
            assert sheet.cell(7 + n, at[column.name]).value == RESULTS[column.function](rated), (n, column.name)


def test_nothing_is_stale_in_the_shipped_workbook():
    found = [str(finding) for finding in read_book(SHIPPED).findings()]
    assert found == ["Index!AD33: there is no target; enter one, or make the polarity Data only"]


def test_the_formulas_pass_what_the_functions_take_in_the_same_order():
    for column in layout.RESULTS:
        function = getattr(excel, column.function)
        assert tuple(inspect.signature(function).parameters) == layout.FUNCTION_ARGUMENTS
    formula = layout.formula("RAG")
    given = re.split(r",(?!\[)", formula.removeprefix("RAG(").removesuffix(")"))
    row = [f"Indicators[[#This Row],[{heading}]]" for heading in layout.ARGUMENTS.values()]  # each by its own heading
    assert given == [*row, "PeriodEnd", "RatingRule[#All]", "Profile[#All]"]
    assert {month.lower(): month for month in MONTH_NAMES}.items() <= layout.ARGUMENTS.items()
    assert len(formula) < 8192


def test_the_file_spells_formulas_and_keeps_results_as_excel_does():
    with zipfile.ZipFile(SHIPPED) as package:
        sheet = package.read("xl/worksheets/sheet2.xml").decode()
        book = package.read("xl/workbook.xml").decode()
    assert "[@" not in sheet
    assert "_xlfn" not in sheet
    assert "#NAME?" not in sheet
    assert "fullCalcOnLoad" not in book
    assert 'calcId="191029"' in book
    assert 'customHeight="1"' not in sheet  # rows grow with what is typed into them


def test_the_vba_project_has_xlwings_as_installed_our_wrappers_and_our_macros():
    with ExcelFile(SHIPPED) as book:
        assert {"Dictionary", "xlwings", "xlwings_udfs", "modPerformanceIndex"} <= set(book.module_names())
        assert book.validate() == []
    installed = (Path(xlwings.__file__).parent / "xlwings.bas").read_bytes().decode("cp1252")
    assert f"'Version: {xlwings.__version__}" in installed
    assert vba.modules()["xlwings"][0].replace("\r\n", "\n") == installed.replace("\r\n", "\n")


def parts() -> dict[str, bytes]:
    with zipfile.ZipFile(SHIPPED) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_shipped_module_of_xlwings_is_the_installed_one():
    with ExcelFile(SHIPPED) as book:
        shipped = {module.name: module.source for module in book.vba_project().modules}["xlwings"]
    installed = (Path(xlwings.__file__).parent / "xlwings.bas").read_bytes().decode("cp1252")
    assert shipped.split() == installed.split(), (
        f"xlwings {xlwings.__version__} has another VBA module than the shipped workbook: run `python dev.py build`, "
        "commit the workbook, and tell IT that package and workbook must be upgraded together (docs/it-setup.md)"
    )


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Public Function RunPython(PythonCommand As String)", "RunButton calls it"),
        ('Function GetConfig(configKey As String, Optional default As String = "",', "RunButton and Cause call it"),
        ("Function FileExists(ByVal FileSpec As String) As Boolean", "RunButton calls it"),
        ("Err.Raise 1, Description:= _", "Cause takes 1 for a DLL that cannot be loaded"),
        ("If 0 <> XLPyDLLActivateAuto(XLPy, XLPyCommand, 1) Then Err.Raise 1000", "Cause takes others for no server"),
        ('MsgBox "Could not find Interpreter!", vbCritical', "RunButton looks first, so that nobody sees this"),
        ('DEBUG_UDFS = GetConfig("DEBUG UDFS", False)', "the log-on server is found by it"),
        ('XLPyCommand = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"', "serve.py registers that class id"),
    ],
)
def test_what_our_macros_rely_on_in_xlwings_module_is_still_there(theirs: str, ours: str):
    module = (Path(xlwings.__file__).parent / "xlwings.bas").read_text("cp1252")
    assert theirs in module, f"xlwings {xlwings.__version__} changed what modPerformanceIndex.bas relies on: {ours}"


def test_each_button_runs_a_macro_that_is_there_and_each_macro_a_procedure_of_ours():
    macros = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", parts()["xl/drawings/vmlDrawing1.vml"].decode())
    assert macros == [command.macro for command in COMMANDS]
    ours = vba.modules()["modPerformanceIndex"][0].replace("\r\n", "\n")
    for command in COMMANDS:
        assert f'Public Sub {command.macro}()\n    RunButton "{command.procedure}"\nEnd Sub' in ours
        assert callable(getattr(excel, command.procedure))
    assert f'NEEDED As String = "{vba.PYTHON_NEEDED}"' in ours


def test_each_button_has_the_parts_that_excel_writes_today_beside_those_of_2007():
    """In the drawing, on the sheet and in a part of its own, all for the same shape at the same place."""
    all_parts = parts()
    drawing, sheet = all_parts["xl/drawings/buttons.xml"].decode(), all_parts["xl/worksheets/sheet2.xml"].decode()
    relations = all_parts["xl/worksheets/_rels/sheet2.xml.rels"].decode()
    shapes = re.findall(r'<v:shape id="_x0000_s(\d+)"', all_parts["xl/drawings/vmlDrawing1.vml"].decode())
    assert re.findall(r'spid="_x0000_s(\d+)"', drawing) == shapes
    assert re.findall(r'<control shapeId="(\d+)"', sheet) == shapes
    assert re.findall(r'<controlPr [^>]*macro="\[0\]!(\w+)"', sheet) == [command.macro for command in COMMANDS]
    assert re.findall(r'<controlPr [^>]*altText="([^"]+)"', sheet) == [command.help for command in COMMANDS]
    for n, control in enumerate(re.findall(r'<control [^>]*r:id="(\w+)"', sheet), 1):
        assert f'Id="{control}"' in relations
        assert f'Target="../ctrlProps/ctrlProp{n}.xml"' in relations
        assert b'objectType="Button"' in all_parts[f"xl/ctrlProps/ctrlProp{n}.xml"]
    assert re.findall(r"<xdr:col>\d+</xdr:col><xdr:colOff>\d+</xdr:colOff>", drawing) == re.findall(
        r"<xdr:col>\d+</xdr:col><xdr:colOff>\d+</xdr:colOff>", sheet
    )
    assert sheet.index("<drawing ") < sheet.index("<legacyDrawing ") < sheet.index("<controls>")
    assert sheet.index("<controls>") < sheet.index("<tableParts ")


def test_the_ribbon_tab_has_the_same_commands_each_with_its_procedure_as_tag():
    all_parts = parts()
    buttons = re.findall(r"<button [^>]+>", all_parts["customUI/customUI14.xml"].decode())
    assert len(buttons) == len(COMMANDS)
    for command, button in zip(COMMANDS, buttons, strict=True):
        for attribute in (f'label="{command.caption}"', f'tag="{command.procedure}"', 'onAction="RibbonButton"'):
            assert attribute in button
    assert "customUI/customUI14.xml" in all_parts["_rels/.rels"].decode()
    assert "Public Sub RibbonButton(control As Object)" in vba.modules()["modPerformanceIndex"][0]


@pytest.fixture
def pywin32() -> Iterator[None]:
    """Stand-ins for the Windows modules that xlwings' own generator imports; nothing of them runs."""
    names = {
        "pythoncom": {"CoInitialize": lambda: None},
        "pywintypes": {"com_error": type("com_error", (Exception,), {})},
        "win32com": {},
        "win32com.client": {"Dispatch": lambda _: None},
    }
    kept = set(sys.modules)
    for name, members in names.items():
        module = types.ModuleType(name)
        vars(module).update(members)
        sys.modules[name] = module
    sys.modules["win32com"].client = sys.modules["win32com.client"]  # type: ignore[attr-defined]  # a stand-in
    yield
    for name in set(sys.modules) - kept:
        del sys.modules[name]


@pytest.mark.usefixtures("pywin32")
def test_the_wrappers_are_to_the_letter_what_xlwings_generates_but_for_what_they_say():
    from xlwings import udfs  # noqa: PLC0415 - imports the stand-ins

    namespace = types.ModuleType("performance_index.excel")
    for column in layout.RESULTS:
        made: dict[str, object] = {}
        exec(f"def {column.function}({', '.join(layout.FUNCTION_ARGUMENTS)}): pass", made)  # noqa: S102 - our own names
        setattr(namespace, column.function, udfs.xlfunc(made[column.function]))
    out = io.StringIO()
    udfs.generate_vba_wrapper(vba.PYTHON_MODULE, namespace, out, types.SimpleNamespace(Name="PerformanceIndex.xlsm"))
    ours = vba.wrappers(as_xlwings_writes=True)
    assert ours.endswith(out.getvalue())
    assert ours.removesuffix(out.getvalue()).startswith('Attribute VB_Name = "xlwings_udfs"\n')


def test_the_shipped_wrappers_differ_from_xlwings_own_in_five_ways_only():
    theirs = vba.wrappers(as_xlwings_writes=True).splitlines()
    added, changed = [], []
    for line in vba.wrappers().splitlines():
        plain = re.sub(r"ValueOf\((\w+)\)", r"\1", re.sub(r"WithoutPython\([^)]*\)", "Err.Description", line))
        if theirs and plain == theirs[0]:
            theirs.pop(0)
            changed += [line] if line != plain else []
        else:
            added.append(re.sub(r'(?<== ").*(?="$)', "...", re.sub(r"RAG\w*", "RAG", line)).strip())
    assert theirs == []
    assert set(added) == {
        "Option Explicit",
        'Attribute RAG.VB_Description = "..."',
        'Attribute RAG.VB_ProcData.VB_Invoke_Func = "..."',
        "If Not MayAskPython Then GoTo failed",
    }
    assert len(changed) == 3 * len(layout.RESULTS)


def test_no_argument_is_a_word_that_vba_keeps_for_itself():
    """One such name stops the whole project compiling."""
    ours = (Path(vba.__file__).parent / "vba" / "modPerformanceIndex.bas").read_text(encoding="cp1252")
    declared = {name.casefold() for name in re.findall(r"(\w+)(?:\(\))? As (?:New )?\w+", ours)}
    assert {"control", "interpreter", "isoutofreach", "keep"} <= declared
    reserved = set((ROOT / "tests" / "data" / "vba_reserved_words.txt").read_text(encoding="utf-8").split())
    assert {"date", "name", "type"} <= reserved
    assert not reserved & {name.casefold() for name in layout.FUNCTION_ARGUMENTS}
    assert not reserved & declared


def test_the_configuration_answers_every_question_that_xlwings_asks():
    asked = set(
        re.findall(r'GetConfig\("([^"]+)"', (Path(xlwings.__file__).parent / "xlwings.bas").read_text("cp1252"))
    )
    assert {key.upper() for key in asked} <= {key.upper() for key, _ in CONFIGURATION}


def test_a_blank_workbook_can_be_built_and_read(tmp_path: Path):
    """A council starts with no indicators: one empty row, and that is all there is to find."""
    given_tables = tables()
    for table in (layout.INDICATORS, layout.PROFILES, layout.REPORT_TEXT):
        given_tables[table.name] = table_cells(table, [])
    path = tmp_path / "blank.xlsm"
    path.write_bytes(build(given_tables, example=False))
    found = read_book(path)
    assert found.index is not None
    assert found.index.rated == ()
    assert [str(one) for one in found.findings()] == [
        "Index!A7: there are no indicators; enter each in a row of its own"
    ]
    assert audit_errors(path) == []
    text = "".join(
        str(cell) for row in openpyxl.load_workbook(path)["Index"].iter_rows(values_only=True) for cell in row
    )
    assert "llustrative" not in text


def test_without_a_period_end_no_workbook_is_built():
    with pytest.raises(Refused, match="the period end is blank"):
        build(tables({(DETAILS, "Period end", "Value"): None}), example=True)


def test_the_example_says_that_its_figures_are_illustrative():
    sheet = openpyxl.load_workbook(SHIPPED)[layout.INDEX]
    assert "illustrative" in str(sheet["D5"].value)


def test_the_example_shows_every_unit_polarity_frequency_and_reason():
    index = reading().index
    assert index is not None
    assert {one.unit for one in index.indicators} == set(KNOWN_UNITS)
    for kind in ("polarity", "frequency", "measured", "target_is", "tolerance_as"):
        shown = {getattr(one, kind) for one in index.indicators}
        assert shown == set(type(next(iter(shown))))
    missing = {rating.value for rating, n in index.counts().items() if not n}
    assert missing == {"Blue", "No figure", "Suppressed", "Not known"}


def test_figures_in_a_councils_own_unit_show_their_decimals(tmp_path: Path):
    changes: Changes = {
        (INDICATORS, "16", "Unit"): "kg per household",
        (INDICATORS, "16", "Target"): 7.25,
        (INDICATORS, "16", "Sep"): 6.5,
        (INDICATORS, "19", "Unit"): "£m",
        (INDICATORS, "19", "Sep"): 0.76,
    }
    sheet = openpyxl.load_workbook(book(tmp_path / "PI.xlsm", changes))[layout.INDEX]
    at = {cell.value: cell.column for cell in sheet[6]}
    rows = {str(sheet.cell(n, at["No"]).value): n for n in range(7, 39)}
    formats = [sheet.cell(rows[no], at[heading]).number_format for no, heading in (("16", "Sep"), ("19", "Sep"))]
    assert formats == ["#,##0.0##", '£#,##0.0##"m"']
    last = [rule for area in sheet.conditional_formatting if sheet.cell(rows["16"], at["Sep"]).coordinate in area
            for rule in area.rules][-2:]  # fmt: skip
    column = sheet.cell(1, at["Sep"]).column_letter
    assert [rule.formula for rule in last] == [
        [f"AND(ISNUMBER({column}7),{column}7<>ROUND({column}7,0))"], [f"ISNUMBER({column}7)"],
    ]  # fmt: skip
    assert [rule.dxf.numFmt.formatCode for rule in last] == ["#,##0.0##", "#,##0"]


@needs_libreoffice
def test_libreoffice_opens_every_sheet_and_shows_the_kept_ratings(tmp_path: Path):
    text = pdf_text(to_pdf(SHIPPED, tmp_path))
    for words in ("guide", "Data only, not rated: 3,742", "Service commentary", "Profile", "Published", "Settings"):
        assert words in text
    for wrong in ("#NAME?", "#VALUE!", "Err:", "###", "#REF!"):
        assert wrong not in text


def test_read_index_of_the_sources_is_read_book_of_the_file():
    assert read_index(content()).index == read_book(SHIPPED).index


def test_every_list_column_has_its_list_and_every_figure_column_its_check():
    book = openpyxl.load_workbook(SHIPPED)
    for table in (layout.INDICATORS, layout.REPORT_TEXT, layout.PROFILES):
        sheet = book[table.sheet]
        left = sheet[sheet.tables[table.name].ref][0][0].column
        rules = [(rule.type, area) for rule in sheet.data_validations.dataValidation for area in rule.sqref.ranges]
        checked = {(area.min_col, kind) for kind, area in rules}
        for at, column in enumerate(table.columns, left):
            if column.choices:
                assert (at, "list") in checked, column.name
            elif column.kind is Kind.FIGURE:
                assert (at, "custom") in checked, column.name


@pytest.mark.parametrize("sheet", layout.SHEETS)
def test_no_list_within_a_cell_has_a_word_with_a_comma(sheet: str):
    """Excel would take 'For the year, even profile' for two words."""
    inline = [choices for table in layout.TABLES for choices in [c.choices for c in table.columns if c.choices]]
    inline += [*layout.RULE_CHOICES.values(), *layout.OPTION_CHOICES.values()]
    allowed = {f'"{",".join(words)}"' for words in inline if not any("," in word for word in words)}
    for rule in openpyxl.load_workbook(SHIPPED)[sheet].data_validations.dataValidation:
        if rule.type == "list" and str(rule.formula1).startswith('"'):
            assert rule.formula1 in allowed


CHOSEN_FROM = {title: words for title, words in meanings.LISTS.items() if title != layout.FIGURES}


@pytest.mark.parametrize("words", CHOSEN_FROM.values(), ids=CHOSEN_FROM)
def test_a_list_that_stands_on_the_settings_sheet_is_where_its_cells_look_for_it(words: dict[str, str]):
    book = openpyxl.load_workbook(SHIPPED)
    rules = [rule for name in (layout.INDEX, layout.REPORT) for rule in book[name].data_validations.dataValidation]
    sources = {area for rule in rules for area in re.findall(r"Settings!([$A-Z0-9:]+)", str(rule.formula1))}
    listed = [[row[0].value for row in book[layout.SETTINGS][area.replace("$", "")]] for area in sources]
    assert list(words) in listed
