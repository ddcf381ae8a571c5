"""The texts of the macros, read as oletools reads them; a damaged project is told of in a sentence."""

from __future__ import annotations

import zipfile
from pathlib import Path
from random import Random

import pytest
import xlwings

from performance_index.workbook.macros import module_texts

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "workbook" / "PerformanceIndex.xlsm"


def project_of(path: Path) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read("xl/vbaProject.bin")


PROJECT = project_of(SHIPPED)


THEIRS = sorted(Path(xlwings.__file__).parent.rglob("*.xl[ast]m"))
"""Workbooks of xlwings' own, saved by Excel itself, which keeps what it compiled before each text."""


@pytest.mark.filterwarnings("ignore::pyparsing.warnings.PyparsingDeprecationWarning")  # oletools uses its old names
@pytest.mark.parametrize("path", [SHIPPED, *THEIRS], ids=lambda path: path.name)
def test_every_module_reads_as_a_reader_that_is_not_ours_reads_it(path: Path):
    from oletools.olevba import VBA_Parser  # noqa: PLC0415 - its import warns, which only this test lets pass

    macros = VBA_Parser(path.name, data=path.read_bytes()).extract_macros()
    theirs = {stream.rpartition("/")[2]: text.splitlines() for _, stream, _, text in macros}
    ours = {name: text.splitlines() for name, text in module_texts(project_of(path)).items()}
    assert ours == theirs
    assert len(ours) > 1


def test_there_are_workbooks_that_excel_itself_saved():
    assert {"xlwings.xlam", "quickstart.xlsm"} <= {path.name for path in THEIRS}


@pytest.mark.parametrize("content", [b"", b"no project", PROJECT[:600], PROJECT[:9000], PROJECT[: len(PROJECT) // 2]])
def test_what_is_no_whole_project_is_a_value_error(content: bytes):
    with pytest.raises(ValueError, match="the VBA project"):
        module_texts(content)


def test_damage_anywhere_ends_in_a_value_error_or_in_text():
    random = Random(14)  # noqa: S311 - no secret: the same bytes on every run
    for _ in range(150):
        damaged = bytearray(PROJECT)
        for place in random.sample(range(len(damaged)), 30):
            damaged[place] = random.randrange(256)
        for place in random.sample(range(512), 3):
            damaged[place] = random.randrange(256)
        said = ""
        try:
            module_texts(bytes(damaged))
        except ValueError as problem:
            said = str(problem)
        assert said == "" or "the VBA project" in said
