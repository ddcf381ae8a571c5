"""Damage to a Word file, made at random: the same seed gives the same file, and the same one of five kinds of use."""

from __future__ import annotations

import io
import random
import re
import shutil
import zipfile
from dataclasses import replace
from pathlib import Path

from seed_report import NOW, SEED

from performance_index.finding import Refused
from performance_index.word.document.package import docx_bytes, open_docx, zip_bytes
from performance_index.word.fill import fill
from performance_index.word.publish import publish
from performance_index.word.refresh import refresh
from performance_index.word.state import read_state, write_state

ATTRIBUTE = re.compile(rb' [\w:]+="[^"]*"')
TAG = re.compile(rb"<(/?)([\w:]+)([^<>]*?)(/?)>")
ODD = (b"", b"0", b"-1", b"99999999999", b"x", b"\xc3\xa9", b"NULL", b"#x", b"/../x", b"&#x1F600;")


def damaged(blob: bytes, seed: int) -> bytes:
    """A copy of a package with one to three things wrong in it."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    with zipfile.ZipFile(io.BytesIO(blob)) as source:
        files = [(one.filename, source.read(one)) for one in source.infolist()]
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        at = chance.randrange(len(files))
        name, content = files[at]
        spot = chance.choice((_attribute, _attribute, _tag, _element, _bytes, _part))(content, chance)
        if spot is None:
            del files[at]
        else:
            files[at] = (name, spot)
        if not files:
            return b""
    return zip_bytes(files)


def _attribute(content: bytes, chance: random.Random) -> bytes:
    """An attribute that is gone, or has a value that nobody writes."""
    found = list(ATTRIBUTE.finditer(content))
    if not found:
        return content
    one = chance.choice(found)
    key = one[0].partition(b"=")[0]
    new = b"" if chance.random() < 0.5 else key + b'="' + chance.choice(ODD) + b'"'
    return content[: one.start()] + new + content[one.end() :]


def _tag(content: bytes, chance: random.Random) -> bytes:
    """An element under another name."""
    found = [one for one in TAG.finditer(content) if not one[1]]
    if not found:
        return content
    name = chance.choice(found)[2]
    other = chance.choice(found)[2]
    return re.sub(rb"(</?)" + name + rb"(?=[ />])", rb"\1" + other, content, count=2 * chance.randint(1, 3))


def _element(content: bytes, chance: random.Random) -> bytes:
    """An empty element that is gone or stands there twice."""
    found = [one for one in TAG.finditer(content) if one[4]]
    if not found:
        return content
    one = chance.choice(found)
    return content[: one.start()] + one[0] * chance.choice((0, 2)) + content[one.end() :]


def _bytes(content: bytes, chance: random.Random) -> bytes:
    """Some bytes that are gone or others."""
    at, many = chance.randrange(len(content) + 1), chance.randint(1, 40)
    return content[:at] + chance.randbytes(chance.randint(0, 3)) + content[at + many :]


def _part(content: bytes, chance: random.Random) -> bytes | None:
    """A part that is gone, empty, cut off or something else."""
    return chance.choice((None, b"", content[: len(content) // 2], b"<x/>", b"not XML"))


def state_damaged(report: Path, seed: int) -> None:
    """Write a report's own state with a table's rows longer or shorter than the table, or a text of the state gone."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    document = open_docx(report)
    state = read_state(document)
    assert state is not None
    tables = dict(state.tables)
    name = chance.choice(sorted(tables))
    rows = {
        number: cells[: chance.randrange(len(cells) + 1)] if chance.random() < 0.5 else (*cells, *cells)
        for number, cells in tables[name].rows.items()
    }
    tables[name] = replace(tables[name], rows=rows)
    write_state(document, replace(state, tables=tables))
    report.write_bytes(docx_bytes(document))


def outcome(report: bytes, template: Path, seed: int, folder: Path) -> str:
    """What a damaged template, or report that is refreshed and published, ends in.

    'done' or 'refused'. AssertionError where a refusal does not name the file, and whatever else is raised: a fault.
    """
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    broken = folder / "broken.docx"
    kind = ("template", "refresh", "publish", "refresh", "state")[seed % 5]
    broken.write_bytes(
        report if kind == "state" else damaged(template.read_bytes() if kind == "template" else report, seed)
    )
    if kind == "state":
        state_damaged(broken, seed)
    try:
        if kind == "template":
            fill(broken, SEED, folder / "made.docx", now=NOW)
        elif kind == "publish":
            publish(broken)
        else:
            refresh(template, SEED, broken, now=NOW)
    except Refused as problem:
        said = [str(problem), *(str(one) for one in getattr(problem, "findings", ()))]
        assert "broken" in said[0], f"it does not name the file: {said[0]}"
        return "refused"
    return "done"
