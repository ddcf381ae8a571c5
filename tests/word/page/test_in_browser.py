"""Pages in a real browser: axe-core finds nothing, nothing is cut off on a narrow screen, nothing is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from browser import AT_200, NARROW, WIDE, Window, open_window
from pages import page_of
from plant import p, run, table, tc, written
from seed_report import EMPTY, NOW, SEED, WITH_UNRATED, exception
from whole_document import whole_document

from conformance import needs_browser
from performance_index.rating import Rating
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.template import build_template

pytestmark = needs_browser
LONG = replace(SEED, exceptions=tuple(exception(f"{n}", "Plans", Rating.RED, "So it is. " * 40) for n in range(1, 13)))
REPORTS = {"seed": SEED, "empty": EMPTY, "unrated": WITH_UNRATED, "long": LONG}
WIDE_TABLE = table(
    tuple(f"Heading {n}" for n in range(9)),
    (tc(p("Unbreakable" * 3), '<w:gridSpan w:val="2"/>'), *(tc(p("Unbreakable" * 2)) for _ in range(7))),
    ("a", *("b" for _ in range(8))),
)


@pytest.fixture(name="window", scope="module")
def fixture_window() -> Iterator[Window]:
    with open_window() as window:
        yield window


@pytest.fixture(name="pages", scope="module")
def fixture_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page of each kind of report, of a document with one of everything, and of one that hardly fits."""
    folder = tmp_path_factory.mktemp("pages")
    build_template(folder / "template.docx")
    for name, report in REPORTS.items():
        fill(folder / "template.docx", report, folder / f"{name}.docx", now=NOW)
    publish(whole_document(folder / "open.docx"), folder / "whole.docx")
    word = p(run("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch") + run(" https://" + "a" * 80))
    written(folder / "wide.docx", word + WIDE_TABLE + table(("a", "b"), ("c", "d"), header=False))
    made = {name: folder / f"{name}.html" for name in (*REPORTS, "whole", "wide")}
    for name, path in made.items():
        path.write_text(page_of(folder / f"{name}.docx").html, encoding="utf-8")
    return made


KINDS = (*REPORTS, "whole", "wide")


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(window: Window, pages: dict[str, Path], kind: str, width: int):
    with window.look(pages[kind], width) as looked:
        assert looked.axe() == []


def test_axe_would_find_a_page_without_a_language_and_a_picture_without_words(window: Window, tmp_path: Path):
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><title>t</title><main><h1>h</h1><img src='data:,'></main>")
    with window.look(tmp_path / "bad.html") as looked:
        assert {one.partition(":")[0] for one in looked.axe()} == {"html-has-lang", "image-alt"}


@pytest.mark.parametrize("width", [WIDE, AT_200, NARROW])
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_reaches_beyond_the_side_of_the_screen(window: Window, pages: dict[str, Path], kind: str, width: int):
    with window.look(pages[kind], width) as looked:
        assert looked.too_wide() == []


def test_a_page_that_is_too_wide_is_noticed(window: Window, tmp_path: Path):
    (tmp_path / "bad.html").write_text("<!DOCTYPE html><p style='width:400px'>wide</p>")
    with window.look(tmp_path / "bad.html", NARROW) as looked:
        assert looked.too_wide() != []


def test_each_cell_says_its_heading_where_rows_stand_below_one_another(window: Window, pages: dict[str, Path]):
    script = "() => getComputedStyle(document.querySelector('td.rating'), '::before').content"
    with window.look(pages["seed"], NARROW) as narrow:
        assert narrow.page.evaluate(script) == '"Rating"'
    with window.look(pages["seed"], WIDE) as wide:
        assert wide.page.evaluate(script) == "none"


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_a_screen_reader_finds_a_table_of_rows_and_headings(window: Window, pages: dict[str, Path], width: int):
    """The tree is the browser's own, which it gives to a screen reader."""
    with window.look(pages["seed"], width) as looked:
        table_of = looked.page.get_by_role("table", name="Exceptions")
        assert table_of.get_by_role("columnheader").all_text_contents()[2].strip() == "Rating"
        assert table_of.get_by_role("row").count() == 5
        assert table_of.get_by_role("cell", name="Amber").count() == 1
        assert table_of.get_by_role("rowheader", name="16").count() == 1
        assert looked.page.get_by_role("heading", level=1).count() == 1


def test_a_page_asks_nothing_of_the_net_whatever_the_council_s_style_says(window: Window, tmp_path: Path):
    path = written(tmp_path / "text.docx", p("So it is."))
    (tmp_path / "text.html").write_text(
        page_of(path, "@import url(https://example.gov.uk/a.css); p { color: #333 }").html
    )
    with window.look(tmp_path / "text.html", checked=False) as looked:
        assert looked.blocked() != []
        assert looked.page.evaluate("() => getComputedStyle(document.querySelector('p')).color") == "rgb(51, 51, 51)"


def test_on_paper_the_table_is_a_table_and_links_say_where_they_lead(window: Window, pages: dict[str, Path]):
    with window.look(pages["whole"], WIDE) as looked:
        looked.page.emulate_media(media="print")
        script = "() => getComputedStyle(document.querySelector('main a[href^=http]'), '::after').content"
        assert "https://www.gov.uk/" in looked.page.evaluate(script)
        assert (
            looked.page.evaluate("() => getComputedStyle(document.querySelector('thead')).display")
            == "table-header-group"
        )
