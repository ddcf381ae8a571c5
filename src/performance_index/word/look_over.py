"""What a template has, lacks and misspells. What it lacks is found by filling it, so that no report says otherwise."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document

from performance_index.finding import Finding, Severity
from performance_index.rating import Rating
from performance_index.report import (
    AMENDED_COLUMNS,
    CAVEAT_COLUMNS,
    EXCEPTION_COLUMNS,
    UNRATED_COLUMNS,
    CommitteeReport,
    Row,
    Section,
)
from performance_index.word.document.controls import Control, controls_in, stories
from performance_index.word.document.package import open_docx
from performance_index.word.document.wordml import on_one_line, w
from performance_index.word.fill import draft, open_template
from performance_index.word.known_controls import Kind, known_controls
from performance_index.word.tags import CAPTIONS, SECTIONS, VALUES

_ALIKE = 0.75  # share of letters that two tags have in common, from which on one is taken for the other misspelt
_TAG = "(Developer, Properties, Tag)"
_DAY = dt.datetime(2020, 9, 30)  # noqa: DTZ001 - a sample's day, never printed
_TITLES = {title.casefold(): tag for tag, title in ({one.tag: one.value for one in Section} | CAPTIONS).items()}
_ROW_CURE = "put it into a cell of the row that the repeating section is around, or delete it"
_YEAR_SHORT = "year_short"


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedOver:
    """What a template has: how often each known control, and the tags of those that are left alone.

    `findings`: an error for each tag that is misspelt, missing on a control or out of place, a warning for what a
    report would lack.
    """

    has: Mapping[str, int]
    others: tuple[str, ...]
    findings: tuple[Finding, ...]


def look_over(path: Path) -> LookedOver:
    """Look a template over. NotReadable: it is no Word document or template, or it is a report made from one."""
    document = open_docx(path, as_template=True)
    known = {one.tag for one in known_controls()}
    found = {tag: len(controls) for tag, controls in controls_in(document).items()}
    has = {tag: number for tag, number in found.items() if tag in known}
    odd = [tag for tag in found if tag not in known]
    meant = {tag: one for tag in odd if (one := _meant(tag, known - has.keys()) or _meant(tag, known))}
    place = f"template {path.name}"
    errors = [_misspelt(place, tag, one, is_there=one in has) for tag, one in meant.items()]
    errors += [*_untagged(place, document, known), *_outside(place, document)]
    if has or not meant:
        open_template(path)  # which says what it is otherwise
    others = tuple(tag for tag in odd if tag not in meant)
    return LookedOver(has=has, others=others, findings=(*errors, *(_lacking(path) if has else ())))


def _meant(tag: str, known: set[str]) -> str:
    """Give the known tag that a person meant, '' for none."""
    plain = tag.strip().lower().replace(" ", "_").replace("-", "_")
    return next(iter(difflib.get_close_matches(plain, sorted(known), 1, _ALIKE)), "")


def _misspelt(place: str, tag: str, meant: str, *, is_there: bool) -> Finding:
    """Give an error where nothing else has the tag that was meant; else it may be one of the council's own."""
    severity = Severity.WARNING if is_there else Severity.ERROR
    what = f"the tag “{tag}” is none that Performance Index knows, so that control is left as it is"
    return Finding(severity=severity, place=place, what=what, cure=f"if {meant} is meant, write that {_TAG}")


def _untagged(place: str, document: Document, known: set[str]) -> Iterator[Finding]:
    """Give the controls without a tag that have the title of one that is known."""
    for root in stories(document):
        for element in root.iter(w("sdt")):
            title = on_one_line(Control(element).title)
            meant = _TITLES.get(title.casefold()) or _meant(title, known)
            if title and meant and not Control(element).tag:
                what = f"the control with the title “{title}” has no tag, so it is left as it is"
                cure = f"if {meant} is meant, write that as its tag too {_TAG}"
                yield Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)


def _outside(place: str, document: Document) -> Iterator[Finding]:
    """Give the controls of columns that stand in no row that is repeated, where nothing is written into them."""
    controls = controls_in(document)
    for one in known_controls():
        rows = f"{one.tag.partition('.')[0]}.rows"
        for control in controls.get(one.tag, ()) if one.kind is Kind.COLUMN else ():
            if not any(Control(around).tag == rows for around in control.element.iterancestors(w("sdt"))):
                what = f"the control {one.tag} is not in {rows}, so nothing is written into it"
                yield Finding(severity=Severity.ERROR, place=place, what=what, cure=_ROW_CURE)


def _lacking(path: Path) -> list[Finding]:
    """Give what the reports of a council would lack, whatever its figures are."""
    found: dict[str, Finding] = {}
    for report in _samples():
        made = draft(open_template(path), report, now=_DAY, author="")
        for tag, finding in zip(made.missing, made.findings(path.name), strict=True):
            found.setdefault(tag, finding)
    order = {one.tag: n for n, one in enumerate(known_controls())}
    return [found[tag] for tag in sorted(found, key=lambda tag: order.get(tag, len(order)))]


def _samples() -> Iterator[CommitteeReport]:
    """Give reports that between them need every control: each sentence is true of one."""
    red, amber = _row("1", EXCEPTION_COLUMNS, Rating.RED), _row("2", EXCEPTION_COLUMNS, Rating.AMBER)
    gone = _row("3", CAVEAT_COLUMNS)
    stands = replace(gone, number="4", figure_stands=True)
    whole = CommitteeReport(
        title="Sample",
        values=dict.fromkeys((*VALUES, _YEAR_SHORT), "sample"),
        sections={section.tag: ("Sample.",) for section in Section if section.tag in SECTIONS},
        exceptions=(red, amber),
        caveats=(gone,),
        unrated_rows=(_row("5", UNRATED_COLUMNS),),
        amended=(_row("6", AMENDED_COLUMNS), _row("7", AMENDED_COLUMNS)),
        indicators=5,
    )
    yield whole
    for many in (0, 1):
        yield replace(whole, amended=(whole.amended or ())[:many])
    for exceptions, has_amber in (((red,), True), ((red, red), False), ((red,), False)):
        yield replace(whole, exceptions=exceptions, has_amber=has_amber)
    for unrated in (0, 1, 5):
        yield replace(whole, exceptions=(), unrated=unrated)
    for caveats in ((), (stands,), (gone, stands)):
        yield replace(whole, caveats=caveats)


def _row(number: str, columns: tuple[str, ...], rating: Rating | None = None) -> Row:
    return Row(number=number, cells=dict.fromkeys(columns, ("Sample.",)), rating=rating)


def lines_of(looked: LookedOver, name: str) -> Iterator[str]:
    """Give a line for each known control, whether it is there and what it holds; then the others, and a count."""
    for one in known_controls():
        number = looked.has.get(one.tag, 0)
        needs = "may have" if one.kind is Kind.COLUMN or one.tag == _YEAR_SHORT else "has not"
        there = needs if not number else "has" if number == 1 else f"has {number}"
        yield f"{there:9} {one.tag:26} {one.holds}"
    for tag in looked.others:
        yield f"{'other':9} {tag:26} left as it is"
    yield f"{name}: {len(looked.has)} controls of the {len(known_controls())} that there are"
