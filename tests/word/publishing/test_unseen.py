from __future__ import annotations

from pathlib import Path

import pytest
from plant import HEADING, drawing, opened, p, run, table, textbox, written

from performance_index.finding import Finding, Severity
from performance_index.word.publish import unfinished

ERROR, WARNING = Severity.ERROR, Severity.WARNING
FRAME = 'w:hAnchor="page" w:vAnchor="page"'
LINE = '<w:p><w:pPr><w:spacing w:line="{}" w:lineRule="{}"/></w:pPr><w:r><w:t>Secret.</w:t></w:r></w:p>'
LOW_ROW = table(("Secret.",), header=False).replace(
    "<w:tr>", '<w:tr><w:trPr><w:trHeight w:val="20" w:hRule="exact"/></w:trPr>'
)


def found(tmp_path: Path, body: str) -> list[Finding]:
    return unfinished(opened(written(tmp_path / "d.docx", HEADING + body)))


def sized(half_points: str) -> str:
    return p(
        run("Shown.") + run("Sec", f'<w:sz w:val="{half_points}"/>') + run("ret.", f'<w:sz w:val="{half_points}"/>')
    )


def framed(place: str) -> str:
    return f"<w:p><w:pPr><w:framePr {place}/></w:pPr><w:r><w:t>Secret.</w:t></w:r></w:p>"


def indented(place: str) -> str:
    return f"<w:p><w:pPr><w:ind {place}/></w:pPr><w:r><w:t>Secret.</w:t></w:r></w:p>"


def anchored(offset: int, said: str = "Secret.") -> str:
    box = textbox(p(said)).replace("<wp:inline>", '<wp:anchor simplePos="0"><wp:positionH relativeFrom="page">'
        f"<wp:posOffset>{offset}</wp:posOffset></wp:positionH>").replace("</wp:inline>", "</wp:anchor>")  # fmt: skip
    return p(box)


def older(style: str, content: str = "Secret.") -> str:
    box = f"<v:textbox><w:txbxContent>{p(content)}</w:txbxContent></v:textbox>"
    return p(f'<w:r><w:pict><v:shape style="{style}">{box}</v:shape></w:pict></w:r>')


SMALL, LINES, ROWS, OFF = (
    f"“Secret.” is {what}"
    for what in ("too small to read", "cut off: its line is too low", "cut off: its row is too low", "off the page")
)
SHAPE = "a picture, chart or shape is hidden: “Secret.”"
UNSEEN = {
    "of one point": (sized("2"), ERROR, SMALL),
    "of two points": (sized("4"), ERROR, SMALL),
    "of four points": (sized("8"), WARNING, SMALL),
    "squeezed to a line": (p(run("Secret.", '<w:w w:val="1"/>')), WARNING, SMALL),
    "on a line of no height": (LINE.format(0, "exact"), ERROR, LINES),
    "on a line of one point": (LINE.format(20, "exact"), ERROR, LINES),
    "on a line of three points": (LINE.format(60, "exact"), WARNING, LINES),
    "in a row of one point": (LOW_ROW, ERROR, ROWS),
    "in a frame left of the page": (framed(f'w:x="-31000" w:y="1" {FRAME}'), ERROR, OFF),
    "in a frame above the page": (framed(f'w:x="1" w:y="-31000" {FRAME}'), ERROR, OFF),
    "in a frame just left of the page": (framed(f'w:x="-9000" w:y="1" {FRAME}'), ERROR, OFF),
    "in a narrow frame left of the page": (framed(f'w:x="-2000" w:w="1900" {FRAME}'), ERROR, OFF),
    "in a text box just left of the page": (anchored(-10_000), ERROR, OFF),
    "indented off the page": (indented('w:left="20000"'), ERROR, OFF),
    "indented off the page to the left": (indented('w:left="-20000"'), ERROR, OFF),
    "in a text box off the page": (anchored(20_000_000), ERROR, OFF),
    "in an older text box off the page": (older("position:absolute;margin-left:-2000pt;margin-top:1pt"), ERROR, OFF),
    "in a text box that is hidden": (
        p(textbox(p("Secret.")).replace('name="Text Box 2"', 'name="Text Box 2" hidden="1"')), ERROR, SHAPE,
    ),
    "in an older text box that is hidden": (older("width:9pt;visibility:hidden"), ERROR, SHAPE),
    "as a picture that is hidden": (
        p(drawing('hidden="true" descr="A map"')), ERROR, "a picture, chart or shape is hidden",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("body", "severity", "what"), UNSEEN.values(), ids=UNSEEN)
def test_what_nobody_can_see_is_an_error_and_what_few_can_a_warning(
    tmp_path: Path, body: str, severity: Severity, what: str
):
    (finding,) = found(tmp_path, body)
    assert (finding.severity, finding.what) == (severity, what)
    assert "“DETAILS”" in finding.place
    assert finding.cure.startswith("delete it, or ")


SEEN = {
    "small print": sized("12"),
    "small blanks": p(run("   ", '<w:sz w:val="2"/>')),
    "a small line across": p(run("___–___", '<w:sz w:val="2"/>')),
    "narrow letters": p(run("Shown.", '<w:w w:val="80"/>')),
    "a size that is none": sized("x"),
    "a usual exact line": LINE.format(240, "exact"),
    "a line of at least one point": LINE.format(20, "atLeast"),
    "a low line without words": '<w:p><w:pPr><w:spacing w:line="20" w:lineRule="exact"/></w:pPr></w:p>',
    "a frame on the page": framed(f'w:x="-200" w:y="700" {FRAME}'),
    "a wide frame that reaches onto the page": framed(f'w:x="-2000" w:w="9000" {FRAME}'),
    "a frame in the margin": framed('w:x="-2000" w:w="1900" w:hAnchor="margin"'),
    "an indent into the margin": indented('w:left="-851"'),
    "a text box that reaches into the margin": anchored(-9_000),
    "an empty text box off the page": anchored(20_000_000, " "),
    "an older text box on the page": older("position:absolute;margin-left:-20.5pt;top:2cm"),
    "a shape that is not hidden": p(drawing('hidden="0" descr="A map"')),
}


@pytest.mark.parametrize("body", SEEN.values(), ids=SEEN)
def test_what_readers_see_is_not_told(tmp_path: Path, body: str):
    assert found(tmp_path, body) == []


def test_words_that_are_the_same_size_as_the_style_they_follow_are_told_with_it(tmp_path: Path):
    small = '<w:rPr><w:sz w:val="2"/></w:rPr>'
    body = f"<w:p><w:pPr>{small}</w:pPr><w:r>{small}<w:t>Secret.</w:t></w:r></w:p>"
    assert [one.what for one in found(tmp_path, body)] == [SMALL]
