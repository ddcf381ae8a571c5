"""The web page beside a published copy: when it is written, and when nothing is."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from plant import control, p, run, tc, textbox, written
from seed_report import NOW, SEED

from performance_index.finding import HasErrors, Refused
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.publishing.pdf import Maker


@pytest.fixture(name="report")
def fixture_report(template: Path, target: Path) -> Path:
    """The seed's report, as it was generated."""
    fill(template, SEED, target, now=NOW)
    return target


def maker(content: bytes) -> Maker:
    def make(_: Path, folder: Path) -> Path:
        (folder / "made.pdf").write_bytes(content)
        return folder / "made.pdf"

    return Maker(name="LibreOffice", make=make)


def test_the_page_is_beside_the_copy_and_has_its_name(report: Path):
    made = publish(report, html=True)
    assert made.page == report.with_name("2020-11-04 Performance report - published.html")
    assert made.findings == ()
    assert "<h1" in made.page.read_text(encoding="utf-8")


def test_there_is_no_page_unless_it_is_asked_for(report: Path):
    assert publish(report).page is None
    assert not list(report.parent.glob("*.html"))


def test_the_same_report_gives_the_same_page(report: Path, tmp_path: Path):
    one, two = (publish(report, tmp_path / name, html=True).page for name in ("one.docx", "two.docx"))
    assert one is not None
    assert two is not None
    assert one.read_bytes() == two.read_bytes()


def test_the_council_s_own_style_is_in_the_page(report: Path):
    made = publish(report, html=True, style=lambda *_: "h1 { color: #005a30 }")
    assert made.page is not None
    assert "h1 { color: #005a30 }" in made.page.read_text(encoding="utf-8")


def test_a_page_that_is_there_is_not_written_over_and_nothing_else_is_written(report: Path, tmp_path: Path):
    (tmp_path / "out.html").write_text("on the council's site")
    with pytest.raises(Refused, match=r"out\.html exists already"):
        publish(report, tmp_path / "out.docx", html=True)
    assert not (tmp_path / "out.docx").exists()


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize("name", ["out.html", "out.HTML"])
def test_a_copy_is_not_written_beside_a_page_of_an_earlier_one(
    report: Path, tmp_path: Path, name: str, *, overwrite: bool
):
    (tmp_path / name).write_text("of the report as it was")
    with pytest.raises(Refused) as refused:
        publish(report, tmp_path / "out.docx", overwrite=overwrite)
    assert str(refused.value) == (
        f"{tmp_path / name} is the web page of an earlier copy and would not be made anew, so nothing was published; "
        "make it too (--html --overwrite), or delete it or move it away"
    )
    assert not (tmp_path / "out.docx").exists()


def test_copy_page_and_pdf_are_replaced_together(report: Path, tmp_path: Path):
    for name in ("out.docx", "out.html", "out.pdf"):
        (tmp_path / name).write_text("old")
    made = publish(
        report, tmp_path / "out.docx", pdf=True, html=True, overwrite=True, find=lambda: maker(b"%PDF pdfuaid")
    )
    assert (made.page, made.pdf) == (tmp_path / "out.html", tmp_path / "out.pdf")
    assert all((tmp_path / f"out.{one}").read_bytes() != b"old" for one in ("docx", "html", "pdf"))


def test_where_no_page_can_be_made_that_says_everything_nothing_is_written(tmp_path: Path):
    across = tc(p("Both"), '<w:gridSpan w:val="two"/>')
    body = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{across}</w:tr></w:tbl>" + p("So it is.")
    path = written(tmp_path / "report.docx", control(body, '<w:tag w:val="summary"/>'))
    with pytest.raises(Refused, match=r"no web page could be made of it .*leave out --html"):
        publish(path, html=True)
    assert [one.name for one in tmp_path.iterdir()] == ["report.docx"]
    assert publish(path).path.exists()


def test_a_page_that_cannot_be_written_is_an_error_beside_the_copy(report: Path, monkeypatch: pytest.MonkeyPatch):
    """The disk fills up after the Word document."""
    link = __import__("os").link

    def full(made: str, target: str) -> None:
        if str(target).endswith(".html"):
            raise OSError(errno.ENOSPC, "No space left on device")
        link(made, target)

    monkeypatch.setattr("os.link", full)
    monkeypatch.setattr(Path, "touch", full_of_files)
    made = publish(report, html=True)
    assert made.path.exists()
    assert made.page is None
    (told,) = made.findings
    assert told.what.startswith("no web page was made: ")
    assert told.what.endswith("(the disk is full)")


def full_of_files(path: Path, *_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device", str(path))


def test_what_is_hidden_keeps_the_report_from_being_published_before_there_is_a_page(tmp_path: Path):
    path = written(tmp_path / "report.docx", p(run("Seen.") + run("Not seen.", "<w:vanish/>")))
    with pytest.raises(HasErrors):
        publish(path, html=True)
    assert not list(tmp_path.glob("*.html"))


def test_what_the_page_only_notes_is_told(tmp_path: Path):
    uri = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
    graph = f'<w:r><w:drawing><a:graphic><a:graphicData uri="{uri}"/></a:graphic></w:drawing></w:r>'
    path = written(tmp_path / "report.docx", p(graph) + p(textbox(p("boxed"))))
    made = publish(path, html=True)
    assert any("it cannot show a chart or diagram" in one.what for one in made.findings)
