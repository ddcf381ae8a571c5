"""The macros of the shipped workbook, as two readers see them that are not ours: one compiles, one reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyvbaanalysis import ConditionalCompilationEnvironment, DiagnosticSeverity, analyze_workbook

from performance_index.workbook import vba
from performance_index.workbook.build import build
from performance_index.workbook.content import content

COMPUTERS = {
    "Windows, 64 bits": {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 1, "Win64": 1, "Mac": 0},
    "Windows, 32 bits": {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 1, "Win64": 0, "Mac": 0},
    "Mac": {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 0, "Win64": 1, "Mac": 1},
}
"""What the compiler of each Excel that is in use has set."""
THEIRS = {"xlwings", "Dictionary"}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("built") / "built.xlsm"
    path.write_bytes(build(content(), example=True))
    return path


@pytest.mark.parametrize("constants", COMPUTERS.values(), ids=COMPUTERS)
def test_a_compiler_finds_nothing_to_refuse_in_any_module(workbook: Path, constants: dict[str, int]):
    found = analyze_workbook(workbook, conditional_compilation=ConditionalCompilationEnvironment(constants))
    assert {"ThisWorkbook", "Sheet1", "modPerformanceIndex", "xlwings_udfs"} | THEIRS <= set(found)
    refused = [
        (module, str(one.severity), one.message)
        for module, diagnostics in found.items()
        for one in diagnostics
        if one.severity is DiagnosticSeverity.ERROR
        or (module not in THEIRS and one.severity is DiagnosticSeverity.WARNING)
    ]
    assert refused == []


@pytest.mark.filterwarnings("ignore::pyparsing.warnings.PyparsingDeprecationWarning")  # oletools uses its old names
def test_another_reader_finds_the_sources_of_this_repository_in_the_workbook(workbook: Path):
    from oletools.olevba import VBA_Parser  # noqa: PLC0415 - its import warns, which only this test lets pass

    parser = VBA_Parser(str(workbook))
    found = {stream.rpartition("/")[2]: text for _, stream, _, text in parser.extract_macros()}
    parser.close()
    for name, (text, _) in vba.modules().items():
        read = [line for line in found.pop(name).split("\r\n") if not line.startswith("Attribute VB_Base = ")]
        assert "\r\n".join(read) == text[text.index("Attribute VB_Name") :], name
    assert "ThisWorkbook" in found
    for text in found.values():  # the sheets and the workbook itself have no macros of their own
        assert all(line.startswith("Attribute VB_") for line in text.splitlines())
