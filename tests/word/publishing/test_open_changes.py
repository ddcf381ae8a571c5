from __future__ import annotations

from pathlib import Path

import pytest
from plant import HEADING, control, opened, p, package, run, table, tc, textbox, written

from performance_index.finding import Severity
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.story import read_stories
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.publishing.open_changes import open_changes

BY = 'w:id="7" w:author="Jo Clerk" w:date="2020-10-21T09:00:00Z"'
OLD = '<w:r><w:delText xml:space="preserve">old</w:delText></w:r>'
STAYS = run("It stays.")


def said(path: Path) -> list[str]:
    document = opened(path)
    stories = read_stories(document)
    found = [one for _, one in open_changes(stories, Whereabouts(stories, Formatting(document)))]
    assert {one.severity for one in found} <= {Severity.ERROR}
    assert {one.cure for one in found} <= {"accept or reject it (Review, Accept)"}
    return [f"{one.place}: {one.what.removeprefix('a tracked change is open: ')}" for one in found]


def row(change: str, *cells: str) -> str:
    return f"<w:tr><w:trPr>{change}</w:trPr>{''.join(tc(p(cell)) for cell in cells)}</w:tr>"


KINDS = {
    "words put in": (p(f"<w:ins {BY}>{run('new')}</w:ins>"), "inserted “new”"),
    "words taken out": (p(f"<w:del {BY}>{OLD}</w:del>"), "deleted “old”"),
    "words moved": (p(f"<w:moveTo {BY}>{run('here')}</w:moveTo>"), "moved here “here”"),
    "words moved away": (p(f"<w:moveFrom {BY}>{run('away')}</w:moveFrom>"), "moved away “away”"),
    "bold": (
        p(f"<w:r><w:rPr><w:b/><w:rPrChange {BY}><w:rPr/></w:rPrChange></w:rPr><w:t>loud</w:t></w:r>"),
        "changed the formatting of “loud”",
    ),
    "a style": (
        f"<w:p><w:pPr><w:jc w:val='right'/><w:pPrChange {BY}><w:pPr/></w:pPrChange></w:pPr>{run('aside')}</w:p>",
        "changed the paragraph formatting of “aside”",
    ),
    "a paragraph's end": (
        f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr>{STAYS}</w:p>",
        "inserted a paragraph’s end after “It stays.”",
    ),
    "a paragraph's end taken out": (
        f"<w:p><w:pPr><w:rPr><w:del {BY}/></w:rPr></w:pPr>{STAYS}</w:p>",
        "deleted a paragraph’s end after “It stays.”",
    ),
    "two people's": (p(f"<w14:conflictIns {BY}>{run('new')}</w14:conflictIns>"), "inserted “new”"),
    "nobody's": (p(f'<w:ins w:id="7">{run("new")}</w:ins>'), None),
}


@pytest.mark.parametrize(("body", "what"), KINDS.values(), ids=KINDS)
def test_a_tracked_change_is_told_by_its_author_and_its_words(tmp_path: Path, body: str, what: str | None):
    told = f"Jo Clerk {what}" if what else "somebody inserted “new”"
    assert said(written(tmp_path / "d.docx", HEADING + body)) == [f"under “DETAILS”: {told}"]


def test_a_change_in_several_pieces_of_formatting_is_one(tmp_path: Path):
    pieces = f"<w:ins {BY}>{run('new ')}</w:ins><w:bookmarkEnd w:id='1'/><w:ins {BY}>{run('words', '<w:b/>')}</w:ins>"
    body = HEADING + p(pieces + STAYS + f"<w:ins {BY}>{run('more')}</w:ins>")
    assert said(written(tmp_path / "d.docx", body)) == [
        "under “DETAILS”: Jo Clerk inserted “new words”",
        "under “DETAILS”: Jo Clerk inserted “more”",
    ]


def test_a_replacement_is_what_went_and_what_came(tmp_path: Path):
    body = p(f"<w:del {BY}>{OLD}</w:del><w:ins {BY}>{run('new')}</w:ins>")
    assert said(written(tmp_path / "d.docx", HEADING + body)) == [
        "under “DETAILS”: Jo Clerk deleted “old”",
        "under “DETAILS”: Jo Clerk inserted “new”",
    ]


def test_a_new_paragraph_is_told_once_and_not_its_end_too(tmp_path: Path):
    body = f"<w:p><w:pPr><w:rPr><w:ins {BY}/></w:rPr></w:pPr><w:ins {BY}>{run('new')}</w:ins></w:p>"
    assert said(written(tmp_path / "d.docx", HEADING + body)) == ["under “DETAILS”: Jo Clerk inserted “new”"]


@pytest.mark.parametrize(("name", "what"), [("ins", "inserted"), ("del", "deleted")])
def test_a_whole_row_is_told_once_with_all_its_cells(tmp_path: Path, name: str, what: str):
    text = "t" if name == "ins" else "delText"
    inside = f"<w:{name} {BY}><w:r><w:{text}>Care</w:{text}></w:r></w:{name}>"
    rows = f"<w:tr><w:trPr><w:{name} {BY}/></w:trPr>{tc(p('16'))}{tc(p(inside))}</w:tr></w:tbl>"
    body = HEADING + table(("No", "Indicator"), ("15", "Other")).replace("</w:tbl>", rows)
    assert said(written(tmp_path / "d.docx", body)) == [
        f"table 1, under “DETAILS”, row 3: Jo Clerk {what} the row “16 | Care”"
    ]


def test_a_row_of_ours_is_called_by_its_indicator(tmp_path: Path):
    inserted = f"<w:ins {BY}>{run('new')}</w:ins>"
    changed = f"<w:tr>{tc(p('16'))}{tc(p(inserted))}</w:tr>"
    rows = control(changed, '<w:tag w:val="exceptions.row:16"/>')
    caption = '<w:tblCaption w:val="Exceptions"/>'
    body = HEADING + table(("No", "Commentary"), settings=caption).replace("</w:tbl>", f"{rows}</w:tbl>")
    assert said(written(tmp_path / "d.docx", body)) == [
        "Exceptions table, indicator 16, Commentary: Jo Clerk inserted “new”"
    ]


def test_a_text_box_is_told_once_though_it_is_written_twice(tmp_path: Path):
    body = HEADING + p(textbox(p(f"<w:ins {BY}>{run('new')}</w:ins>")))
    assert said(written(tmp_path / "d.docx", body)) == ["under “DETAILS”: Jo Clerk inserted “new”"]


def test_headers_and_footers_and_notes_are_looked_at(tmp_path: Path):
    change = p(f"<w:ins {BY}>{run('new')}</w:ins>")
    made = package(tmp_path / "d.docx", HEADING)
    made.replace("word/footer1.xml", "</w:ftr>", f"{change}</w:ftr>")
    word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    for name in ("footnote", "endnote"):
        notes = f'<w:{name} w:type="separator" w:id="-1"/><w:{name} w:id="1"/><w:{name} w:id="2">{change}</w:{name}>'
        xml = f"<w:{name}s {word}>{notes}</w:{name}s>"
        made.add(f"word/{name}s.xml", f"{kind}.{name}s+xml", f"{name}s", xml)
    made.add("word/header1.xml", f"{kind}.header+xml", "header", f"<w:hdr {word}>{change}</w:hdr>")
    assert said(made.save(tmp_path / "d.docx")) == [
        f"{place}: Jo Clerk inserted “new”"
        for place in ("the page header", "the page footer", "footnote 2", "endnote 2")
    ]


@pytest.mark.parametrize(
    "change",
    [
        f"<w:sectPr><w:sectPrChange {BY}><w:sectPr/></w:sectPrChange></w:sectPr>",
        f"<w:tbl><w:tblPr><w:tblPrChange {BY}><w:tblPr/></w:tblPrChange></w:tblPr></w:tbl>",
        row(f"<w:trPrChange {BY}><w:trPr/></w:trPrChange>", "a"),
        tc(p("a"), f"<w:cellIns {BY}/>"),
        tc(p("a"), f"<w:cellDel {BY}/>"),
        tc(p("a"), f"<w:cellMerge {BY}/>"),
        tc(p("a"), f"<w:tcPrChange {BY}><w:tcPr/></w:tcPrChange>"),
        f"<w:customXmlInsRangeStart {BY}/>",
        f"<w:customXmlDelRangeStart {BY}/>",
    ],
)
def test_changes_of_layout_are_told_too(tmp_path: Path, change: str):
    (told,) = said(written(tmp_path / "d.docx", HEADING + change))
    assert "Jo Clerk" in told


def test_a_document_without_changes_has_none(tmp_path: Path):
    body = HEADING + p(run("new") + "<w:moveFromRangeStart w:id='1' w:name='m'/>") + table(("No",), ("16",))
    assert said(written(tmp_path / "d.docx", body)) == []
