"""A council's own CSS: from the workbook's setting, or given; the page stays one that stands alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from books import OPTIONS, book
from performance_index.cli import main
from performance_index.finding import NotReadable, Refused
from performance_index.page_style import read_style


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture(name="report")
def fixture_report(tmp_path: Path) -> Path:
    """A report, in the folder beside its workbook, whose setting names house.css."""
    path = book(tmp_path / "PI.xlsm", {(OPTIONS, "Web page style", "Value"): "house.css"})
    (tmp_path / "house.css").write_text("h1 { color: #005a30 }", encoding="utf-8")
    assert run("report", path).exit_code == 0
    (made,) = (tmp_path / "reports").glob("*.docx")
    return made


def page_of(report: Path) -> str:
    return report.with_name(f"{report.stem} - published.html").read_text(encoding="utf-8")


def test_publish_writes_a_page_in_the_style_that_the_workbook_names(report: Path):
    done = run("publish", report, "--html")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[-1].endswith(" - published.html")
    assert "h1 { color: #005a30 }" in page_of(report)


def test_a_style_that_is_given_goes_before_the_workbook_s(report: Path, tmp_path: Path):
    (tmp_path / "other.css").write_text("\ufeffh1 { color: #333 }", encoding="utf-8")
    assert run("publish", report, "--html", "--css", tmp_path / "other.css").exit_code == 0
    assert "\nh1 { color: #333 }" in page_of(report)
    assert "#005a30" not in page_of(report)


def test_a_report_whose_workbook_is_not_there_has_the_usual_style(report: Path, tmp_path: Path):
    (tmp_path / "PI.xlsm").unlink()
    assert run("publish", report, "--html").exit_code == 0
    assert page_of(report).count("<style>") == 1


def test_a_style_that_is_not_there_is_a_finding_with_the_cell(report: Path, tmp_path: Path):
    (tmp_path / "house.css").unlink()
    done = run("publish", report, "--html")
    assert done.exit_code == 1
    assert f"Settings!B23: there is no file {tmp_path / 'house.css'}; correct it, or leave it blank" in done.stderr
    assert not list(report.parent.glob("*published*"))


def test_without_a_page_the_style_is_not_looked_for(report: Path, tmp_path: Path):
    (tmp_path / "house.css").unlink()
    assert run("publish", report).exit_code == 0


def test_a_style_without_a_page_is_misuse(report: Path, tmp_path: Path):
    done = run("publish", report, "--css", tmp_path / "house.css")
    assert done.exit_code == 2
    assert "give --html too" in done.stderr


@pytest.mark.parametrize(
    "css",
    [
        "@import 'https://example.gov.uk/a.css';",
        "@IMPORT url(a.css);",
        "h1 { background: url(https://example.gov.uk/a.png) }",
        'h1 { background: url( "a.png") }',
    ],
)
def test_a_style_that_loads_another_file_is_refused(tmp_path: Path, css: str):
    (tmp_path / "a.css").write_text(f"p {{ color: #333 }}\n{css}", encoding="utf-8")
    with pytest.raises(Refused, match=r"a\.css, line 2, loads another file .*; put the rules, fonts or pictures"):
        read_style(tmp_path / "a.css")


@pytest.mark.parametrize("css", ["h1 { background: url(data:image/png;base64,AA==) }", "rect { fill: url(#red) }", ""])
def test_a_style_that_stands_alone_is_read(tmp_path: Path, css: str):
    (tmp_path / "a.css").write_text(css, encoding="utf-8")
    assert read_style(tmp_path / "a.css") == css


@pytest.mark.parametrize("content", [b"\xff\xfeh\x001\x00", b"\0\0", b"<!DOCTYPE html><p>"])
def test_what_is_no_style_is_refused(tmp_path: Path, content: bytes):
    (tmp_path / "a.css").write_bytes(content)
    with pytest.raises(NotReadable, match=r"a\.css is not a style sheet"):
        read_style(tmp_path / "a.css")


def test_a_style_that_cannot_be_read_is_refused(tmp_path: Path):
    with pytest.raises(NotReadable, match="cannot be read"):
        read_style(tmp_path)
