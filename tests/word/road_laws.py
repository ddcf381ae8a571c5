"""The same report, the same edits and the same data give the same result, whatever programs saved the document."""

from __future__ import annotations

import copy
import datetime as dt
import difflib
import io
import random
from collections.abc import Callable
from pathlib import Path

import docx
from clerk import opened, settle_ours
from desk import marked
from docx.document import Document
from lxml.etree import XMLSyntaxError
from seed_report import NOW

from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Refreshed
from performance_index.word.document.controls import stories
from performance_index.word.document.wordml import new_element, w
from performance_index.word.fill import fill
from performance_index.word.refresh import refresh
from performance_index.word.state import State, read_state


def saved_again(path: Path) -> None:
    """By python-docx, which writes each part anew."""
    docx.Document(str(path)).save(str(path))


def in_pieces(path: Path) -> None:
    """As Word leaves words: in several runs with numbers of its own, with marks of the spelling checker between."""
    document = docx.Document(str(path))
    chance = random.Random(path.stat().st_size)  # noqa: S311 - no secret
    for run in [run for root in stories(document) for run in root.iter(w("r"))]:
        nodes = list(run.iter(w("t")))
        said = nodes[0].text or "" if len(nodes) == 1 else ""
        if len(said) > 1 and chance.random() < 0.5 and all(part.tag in {w("rPr"), w("t")} for part in run):
            at = chance.randrange(1, len(said))
            second = copy.deepcopy(run)
            for node, piece in ((nodes[0], said[:at]), (next(second.iter(w("t"))), said[at:])):
                node.text = piece
                node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            second.set(w("rsidR"), "00C0FFEE")
            run.addnext(second)
            if run.getparent().tag == w("p"):
                run.addnext(new_element('<w:proofErr w:type="spellStart"/>'))
    document.save(str(path))


ROADS: tuple[Callable[[Path], None], ...] = (saved_again, in_pieces)


def check_roads(
    template: Path,
    report: CommitteeReport,
    path: Path,
    before: bytes,
    done: Refreshed,
    *,
    now: dt.datetime,
    kept: State | None,
) -> None:
    """Refresh the document as it comes along each road, and compare what was done, remembered and shown."""
    if not _is_sound(before):
        return  # LibreOffice spoilt it: only we can read it
    told, seen = _account(done), _shown(opened(path.read_bytes()))
    folder = path.parent / "roads"
    folder.mkdir(exist_ok=True)
    for road in ROADS:
        other = folder / path.name
        other.write_bytes(before)
        road(other)
        made = refresh(template, report, other, now=now, kept=kept)
        assert _account(made) == told, f"{road.__name__}: another account"
        assert _shown(opened(other.read_bytes())) == seen, f"{road.__name__}: another text"
        for one in folder.iterdir():
            one.unlink()


def check_libreoffice_road(
    template: Path, folder: Path, reports: tuple[CommitteeReport, CommitteeReport], convert: Callable[[Path], None]
) -> None:
    """A report that nobody edited says the same, all accepted, whether LibreOffice saved it before or not."""
    path, said = folder / "untouched.docx", []
    for is_converted in (False, True):
        fill(template, reports[0], path, now=NOW, overwrite=True)
        kept = read_state(opened(path.read_bytes()))
        if is_converted:
            convert(path)
        done = refresh(template, reports[1], path, now=NOW + dt.timedelta(days=1), kept=kept)
        document = opened(path.read_bytes())
        settle_ours(document.element.body, accept=True)
        said.append([line for line in shown(document) if line.strip()])
        if done.backup is not None:
            done.backup.unlink()
    path.unlink()
    others = "\n".join(difflib.unified_diff(*said, "as it was", "by LibreOffice", n=0, lineterm=""))
    assert not others, f"untouched, it says something else:\n{others}"


def _is_sound(content: bytes) -> bool:
    try:
        docx.Document(io.BytesIO(content))
    except XMLSyntaxError:
        return False
    return True


def _account(done: Refreshed) -> list[str]:
    return [*map(str, done.changes), *(f"{one.what}: {one.cure}" for one in done.findings)]


def _shown(document: Document) -> list[str]:
    return [line.replace("+][+", "").replace("-][-", "") for line in shown(document)]


def shown(document: Document) -> list[str]:
    """Give every line and row with its marks, and the comments."""
    lines = []
    for place in document.element.body.iter(w("p"), w("tr")):
        if place.tag == w("tr"):
            sign = "".join(name for name in ("ins", "del") if place.find(f"{w('trPr')}/{w(name)}") is not None)
            lines.append(f"{sign}| {' | '.join(marked(cell) for cell in place.iterchildren(w('tc')))} |")
        elif next(place.iterancestors(w("tr")), None) is None:
            lines.append(marked(place))
    return [*lines, *sorted(f"({comment.author}: {comment.text})" for comment in document.comments)]
