from __future__ import annotations

from pathlib import Path

import pytest

from performance_index.word.template import build_template


@pytest.fixture(name="template")
def fixture_template(tmp_path: Path) -> Path:
    """The built-in template, in a folder of its own; a test may change it."""
    folder = tmp_path / "templates"
    folder.mkdir()
    build_template(folder / "report.docx")
    return folder / "report.docx"


@pytest.fixture(name="target")
def fixture_target(tmp_path: Path) -> Path:
    """Where the report goes."""
    folder = tmp_path / "reports"
    folder.mkdir()
    return folder / "2020-11-04 Performance report.docx"
