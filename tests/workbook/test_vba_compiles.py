"""What Excel's compiler would say of the workbook's macros, by an analyser that is not ours, and what a second reader
finds in the built file."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from pyvbaanalysis import VbaDiagnostic, analyze_workbook

from performance_index.workbook import vba

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # its grammars use names that pyparsing is giving up
    from oletools.olevba import VBA_Parser

BOOK = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"
NOT_OURS = {"xlwings", "Dictionary"}
"""Modules of xlwings, as its package has them."""


@pytest.fixture(scope="module")
def said() -> dict[str, list[VbaDiagnostic]]:
    return analyze_workbook(BOOK)


def told(diagnostics: list[VbaDiagnostic]) -> list[str]:
    return [f"{one.code}: {one.message} ({one.spec_reference})" for one in diagnostics]


def test_excel_compiles_every_module_of_the_shipped_workbook(said: dict[str, list[VbaDiagnostic]]):
    assert set(vba.modules()) <= set(said)
    errors = {name: told([one for one in found if one.severity.value == "error"]) for name, found in said.items()}
    assert {name: found for name, found in errors.items() if found} == {}


def test_nothing_in_our_own_modules_is_even_doubtful(said: dict[str, list[VbaDiagnostic]]):
    assert {name: told(found) for name, found in said.items() if found and name not in NOT_OURS} == {}


def test_another_reader_finds_the_text_of_every_module_in_the_built_file():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # as above
        parser = VBA_Parser(str(BOOK))
        found = {Path(name).stem: text for _, _, name, text in parser.extract_macros()}
        parser.close()
    for name, (text, _) in vba.modules().items():
        assert code(found[name]) == code(text), name


def code(module: str) -> list[str]:
    """The lines of a module below its head: a class has one in a file of text that is none in a workbook."""
    lines = module.splitlines()
    head = max(number for number, line in enumerate(lines) if line.startswith("Attribute VB_"))
    return lines[head + 1 :]
