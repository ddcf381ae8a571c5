from __future__ import annotations

from pathlib import Path

import pytest
from plant import HEADING, WORD_TYPE, Package, opened, p, package, run, table, tc

from performance_index.finding import Finding, Severity
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.story import read_stories
from performance_index.word.document.whereabouts import Whereabouts
from performance_index.word.document.wordml import W14, W15, W
from performance_index.word.publishing.open_comments import open_comments

OFFICE_2011 = "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"
ANCHORED = (
    '<w:commentRangeStart w:id="{0}"/>' + run("a word") + '<w:commentRangeEnd w:id="{0}"/>'
    '<w:r><w:commentReference w:id="{0}"/></w:r>'
)


def comments(made: Package, *said: tuple[str, str, str]) -> None:
    """Add comments: the number of each, its author and its text."""
    listed = "".join(
        f'<w:comment w:id="{number}" w:author="{author}">'
        f'<w:p w14:paraId="0000AA0{number}">{run(text)}</w:p></w:comment>'
        for number, author, text in said
    )
    xml = f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}">{listed}</w:comments>'
    made.add("word/comments.xml", f"{WORD_TYPE}.comments+xml", "comments", xml)


def conversations(made: Package, *told: str) -> None:
    """Add what Word keeps of conversations: '1 done', '2 answers 1'."""
    lines = []
    for one in told:
        number, _, rest = one.partition(" ")
        parent = f' w15:paraIdParent="0000AA0{rest[-1]}"' if rest.startswith("answers") else ""
        lines.append(f'<w15:commentEx w15:paraId="0000AA0{number}"{parent} w15:done="{int(rest == "done")}"/>')
    xml = f'<w15:commentsEx xmlns:w15="{W15}">{"".join(lines)}</w15:commentsEx>'
    made.add("word/commentsExtended.xml", f"{WORD_TYPE}.commentsExtended+xml", OFFICE_2011, xml)


def found(made: Package, path: Path) -> list[Finding]:
    document = opened(made.save(path / "d.docx"))
    stories = read_stories(document)
    return [one for _, one in open_comments(document, stories, Whereabouts(stories, Formatting(document)))]


def commented(path: Path, *numbers: str) -> Package:
    return package(path / "d.docx", HEADING + "".join(p(ANCHORED.format(number)) for number in numbers))


def test_an_open_comment_is_told_by_its_author_and_its_words(tmp_path: Path):
    made = commented(tmp_path, "1")
    comments(made, ("1", "Jo Clerk", "Is this right?"))
    (finding,) = found(made, tmp_path)
    assert str(finding) == (
        "under “DETAILS”: a comment is open: Jo Clerk says “Is this right?”; answer it, then resolve or delete it"
    )
    assert finding.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("told", "still_open"),
    [
        ((), ["one", "two", "three"]),
        (("1 done",), ["two", "three"]),
        (("1 open", "2 answers 1", "3 answers 1"), ["one"]),
        (("1 done", "2 answers 1", "3 answers 1"), []),
        (("1 done", "2 open", "3 answers 2"), ["two"]),
        (("1 done", "2 done", "3 done"), []),
    ],
)
def test_a_conversation_that_is_resolved_is_not_open_nor_are_its_replies(
    tmp_path: Path, told: tuple[str, ...], still_open: list[str]
):
    made = commented(tmp_path, "1", "2", "3")
    comments(made, ("1", "Jo", "one"), ("2", "Jo", "two"), ("3", "Jo", "three"))
    conversations(made, *told)
    assert [one.what.partition("“")[2].partition("”")[0] for one in found(made, tmp_path)] == still_open


@pytest.mark.parametrize(("told", "said"), [(1, "with 1 reply"), (2, "with 2 replies")])
def test_replies_are_counted(tmp_path: Path, told: int, said: str):
    made = commented(tmp_path, "1", "2", "3")
    comments(made, *((f"{n}", "Jo", f"{n}") for n in range(1, 2 + told)))
    conversations(made, "1 open", *(f"{n} answers 1" for n in range(2, 2 + told)))
    assert found(made, tmp_path)[0].what.endswith(said)


def test_a_comment_in_a_table_is_told_by_its_row_and_column(tmp_path: Path):
    cell = tc(p(ANCHORED.format("1")))
    caption = '<w:tblCaption w:val="Exceptions"/>'
    made = package(tmp_path / "d.docx", HEADING + table(("No", "Commentary"), ("16", cell), settings=caption))
    comments(made, ("1", "Performance Index", "No commentary"))
    assert [one.place for one in found(made, tmp_path)] == ["Exceptions table, row 2, Commentary"]


def test_a_comment_that_stands_nowhere_in_the_text_keeps_nobody_from_publishing(tmp_path: Path):
    made = commented(tmp_path)
    comments(made, ("1", "Jo", "left behind"))
    assert found(made, tmp_path) == []


def test_a_mark_without_its_comment_is_no_comment(tmp_path: Path):
    assert found(commented(tmp_path, "1"), tmp_path) == []
