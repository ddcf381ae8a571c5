"""An earlier report of this index that the new one goes on from: found in the folder, or chosen by a person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from performance_index.belonging import Claim, Identity
from performance_index.finding import Finding, Refused
from performance_index.kept_state import copy_of_state, kept_state
from performance_index.left_behind import folders, has_words, is_of, made_from
from performance_index.other_workbook import other_workbook
from performance_index.period import long_date
from performance_index.report_files import Place, identity, versions
from performance_index.word.beside import documents_in, is_made_of_a_report
from performance_index.word.document.package import open_docx
from performance_index.word.made_for import made_for
from performance_index.word.state import State, read_state
from performance_index.word.state_in_file import state_in
from performance_index.workbook.read import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierReport:
    """A report that is there, for another meeting or under another name.

    `is_same`: it is of the workbook's period, so that it is the same report. `meeting` and `period` are the days that
    it says, `generated` is when it was made, `kept` the copy of its state.
    """

    path: Path
    made_for: Identity
    is_same: bool
    meeting: dt.date | None
    period: dt.date | None
    generated: dt.datetime
    kept: State | None = None

    def findings(self, index: Identity, book: Path) -> list[Finding]:
        """Give what is to be looked at; HasErrors where the same report would go on from an older workbook."""
        place = Place(path=self.path, first=self.path, made_for=self.made_for, claim=Claim.RENAMED)
        return [*place.findings(index), *(other_workbook(place, book) if self.is_same else ())]


def chosen(path: Path, place: Place, reading: Reading, book: Path) -> EarlierReport:
    """Give the report that a person chose to go on from; Refused where the report at `place` cannot."""
    if path.exists() and any(path.samefile(one) for one in _family(place) if one.exists()):
        raise Refused(f"{path} is the report of this meeting itself; leave --from out, and it is brought up to date")
    if place.path.exists():
        raise Refused(
            f"{place.path} is there already, and a second one would be mixed into it; leave --from out to bring it up "
            "to date, or move it away, or have a new version made beside it (--new-version)"
        )
    if is_made_of_a_report(path):
        raise Refused(f"{path} is a backup or a published copy by its name; give the report that a clerk worked on")
    document, kept, index = open_docx(path), kept_state(copy_of_state(book, path)), identity(reading, book)
    state, whose = read_state(document) or kept, made_for(path, kept)
    if state is None or whose is None:
        raise Refused(
            f"{path} does not say what was generated in it, as a published copy does not; give the report that it was "
            "made of"
        )
    if not is_of(whose, index):
        raise Refused(f"{path} is the report of {whose}, and this workbook is {index}; give an earlier report of this")
    found = _earlier(path, state, whose, reading, kept)
    if found is None:
        days = (state.dates.get("period_end"), None if reading.index is None else reading.index.period.end)
        said = " and ".join(f"up to {long_date(day)}" for day in days if day is not None)
        raise Refused(
            f"{path} is of a later period than this workbook ({said or 'by the date of its meeting'}); give an earlier "
            "report, or correct the period end on the Report sheet"
        )
    return found


def offered(place: Place, reading: Reading, book: Path) -> EarlierReport | None:
    """Give the newest report here of this index that somebody has worked on: of this period, or else of one before.

    None where the report of this meeting is there.
    """
    if place.path.exists():
        return None
    found = sorted(_candidates(place, reading, book), key=_newest, reverse=True)
    return next((one for one in found if has_words(one.path)), None)


def _newest(one: EarlierReport) -> tuple[dt.date, dt.date, float, Path]:
    return (one.period or dt.date.min, one.meeting or dt.date.min, one.generated.timestamp(), one.path)


def _candidates(place: Place, reading: Reading, book: Path) -> Iterator[EarlierReport]:
    index, family = identity(reading, book), _family(place)
    for folder in folders(place.first.parent, book):
        for path in documents_in(folder):
            if path in family or is_made_of_a_report(path) or (state := state_in(path)) is None:
                continue
            whose = made_from(path, state)
            one = _earlier(path, state, whose, reading) if whose is not None and is_of(whose, index) else None
            if one is not None and one.period is not None:
                yield one


def _family(place: Place) -> set[Path]:
    return {place.path, place.first, *versions(place.first).values()}


def _earlier(
    path: Path, state: State, whose: Identity, reading: Reading, kept: State | None = None
) -> EarlierReport | None:
    """Give a report of this period or one before; None for one of a later period.

    A report that does not say its period is taken for an earlier one, where its meeting is not a later one.
    """
    meeting, period = state.dates.get("date"), state.dates.get("period_end")
    now = None if reading.index is None else reading.index.period.end
    ours = reading.details.meeting_date
    is_later = now is not None and period is not None and period > now
    if period is None and meeting is not None and ours is not None:
        is_later = meeting > ours
    if is_later:
        return None
    is_same = period is not None and period == now
    return EarlierReport(
        path=path,
        made_for=whose,
        is_same=is_same,
        meeting=meeting,
        period=period,
        generated=state.generated,
        kept=kept,
    )
