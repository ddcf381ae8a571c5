"""One report through many rounds: a clerk edits it, its data are corrected, it is made again, and the laws are checked.

Now and then its meeting is postponed, or the next period begins and the new report starts from it. The same seed gives
the same rounds.
"""

from __future__ import annotations

import datetime as dt
import difflib
import random
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from clerk import EDITS, Clerk, opened
from edit import widened
from libreoffice_clerk import LibreOffice
from meaning_laws import check_lines, lines_as_generated
from meeting_laws import as_decided, check_started, next_period, postponed
from published_laws import check_published
from refresh_laws import check, check_offers_survive
from road_laws import check_libreoffice_road, check_roads, shown
from seed_report import NOW
from some_reports import Corrected, corrected, some_report

from performance_index.finding import HasErrors
from performance_index.report import CommitteeReport
from performance_index.word.deciding.account import Refreshed
from performance_index.word.fill import fill
from performance_index.word.next_meeting import Step, go_on, start_from
from performance_index.word.refresh import refresh
from performance_index.word.state import State, read_state


class Round(NamedTuple):
    """One round of a report: where it stands, what was done to it, and how."""

    path: Path
    done: Refreshed
    edits: Sequence[str]
    renamed: Sequence[str]
    how: str


@dataclass(slots=True)
class Trial:
    """One report that goes through rounds: its templates, the plain one and the wide one, and what it was made from."""

    folder: Path
    seed: int
    templates: tuple[Path, Path]
    libreoffice: LibreOffice | None
    skipped: Collection[str]
    template: Path = field(init=False)
    report: CommitteeReport = field(init=False)
    path: Path = field(init=False)
    lines: set[str] = field(init=False)
    before: bytes = b""
    done: Refreshed | None = None

    def __post_init__(self) -> None:
        """Fill it."""
        plain, wide = self.templates
        chance = self._chance("begin")
        self.template = chance.choice([plain, plain, wide])
        self.report = some_report(chance)
        self.path = self.folder / f"{self.seed}.docx"
        fill(self.template, self.report, self.path, now=NOW, overwrite=True)
        self.lines = lines_as_generated(plain, self.report, self.folder)

    def round(self, turn: int, clerk: Clerk) -> Round:
        """Let the clerk work, correct the data, and make the report again."""
        kept = self._edit(turn, clerk)
        self.before, self.done = self.path.read_bytes(), None
        chance, now = self._chance(f"{turn}.data"), NOW + dt.timedelta(days=turn)
        is_corrected = chance.random() < 0.95 and f"{turn}.data" not in self.skipped
        made = corrected(chance, self.report) if is_corrected else Corrected(self.report)
        chance, (plain, wide) = self._chance(f"{turn}.how"), self.templates
        if f"{turn}.how" in self.skipped:
            how = "refreshed"
        else:
            self.template = chance.choice([self.template, self.template, plain, wide])
            how = chance.choices(["refreshed", "postponed", "started"], [0.84, 0.08, 0.08])[0]
        if how == "started":
            done = self._start(turn, next_period(made.report), now, kept)
        else:
            moved = postponed(chance, made.report) if how == "postponed" else None
            done = self._refresh(turn, moved or made.report, now, kept, is_postponed=moved is not None)
        return Round(self.path, done, clerk.done, made.renamed, how)

    def _chance(self, what: str) -> random.Random:
        """Give chances that do not depend on what was skipped before."""
        return random.Random(f"{self.seed}.{what}")  # noqa: S311 - no secret

    def _edit(self, turn: int, clerk: Clerk) -> State | None:
        """Let the clerk work; gives the state from beside the workbook, for a document that may lose its own."""
        for n in range(self._chance(f"{turn}").randint(0, _EDITS)):
            chance = self._chance(f"{turn}.{n}")
            edit = chance.choice(sorted(EDITS))
            if f"{turn}.{n}" not in self.skipped:
                clerk.work(edit, chance)
        clerk.finish()
        clerk.document.save(str(self.path))
        if self.libreoffice is None:
            return None
        kept = read_state(opened(self.path.read_bytes()))
        clerk.done += self.libreoffice.work(self.path, self._chance(f"{turn}.LibreOffice"))
        return kept

    def _refresh(
        self, turn: int, report: CommitteeReport, now: dt.datetime, kept: State | None, *, is_postponed: bool
    ) -> Refreshed:
        before, old, self.report = self.before, self.path, report
        if is_postponed:
            self.path = self.folder / f"{self.seed} moved {turn}.docx"
            done = go_on(Step(template=self.template, last=old, target=self.path, kept=kept), report, now=now)
            assert not old.exists(), "there are two reports of one meeting"
            assert done.backup is not None
            assert done.backup.read_bytes() == before, "the report is not kept as it was"
        else:
            done = refresh(self.template, report, self.path, now=now, kept=kept)
        self.done, after = done, self.path.read_bytes()
        check(self.template, before, after, done)
        lines = lines_as_generated(self.templates[0], report, self.folder)
        base = read_state(opened(before)) or kept
        if base is not None:
            check_lines(opened(after), base, done, self.lines - lines)
        self.lines = lines
        self._check_again(now, kept)
        if self.libreoffice is not None and done.backup is not None:
            check_offers_survive(after, self.libreoffice.convert, self.folder / f"{self.seed}-copy.docx")
        if not is_postponed and self._chance(f"{turn}.roads").random() < _ROADS:
            check_roads(self.template, report, self.path, before, done, now=now, kept=kept)
        if self._chance(f"{turn}.published").random() < _PUBLISHED:
            check_published(self.path, before, done.state)
        if done.backup is not None:
            done.backup.unlink()
        return done

    def _start(self, turn: int, report: CommitteeReport, now: dt.datetime, kept: State | None) -> Refreshed:
        """Begin the next period: what nobody has decided on is decided first."""
        last, base, self.report = self.path, self.report, report
        self.path = self.folder / f"{self.seed} period {turn}.docx"
        step = Step(template=self.template, last=last, target=self.path, kept=kept)
        try:
            done = start_from(step, report, now=now)
        except HasErrors:
            assert not self.path.exists(), "refused, it has written a report"
            as_decided(last, self._chance(f"{turn}.decided"))
            done = start_from(step, report, now=now)
        self.done, self.lines = done, lines_as_generated(self.templates[0], report, self.folder)
        fresh = self.folder / "fresh.docx"
        fill(self.template, report, fresh, now=now, overwrite=True)
        check_started(last, self.path, fresh, base, done)
        self._check_again(now, None)
        last.unlink()
        return done

    def told(self) -> str:
        """Say what was done in this round, where it was: the account, and the lines that are others now."""
        if self.done is None:
            return "nothing was done"
        texts = (shown(opened(content)) for content in (self.before, self.path.read_bytes()))
        changed = difflib.unified_diff(*texts, "before", "after", n=0, lineterm="")
        return "\n".join([*(f"* {one}" for one in (*self.done.changes, *self.done.findings)), *changed])

    def _check_again(self, now: dt.datetime, kept: State | None) -> None:
        after = self.path.read_bytes()
        again = refresh(self.template, self.report, self.path, now=now + dt.timedelta(hours=1), kept=kept)
        assert again.backup is None, f"a second refresh writes: {[str(c) for c in again.changes]}"
        assert self.path.read_bytes() == after, "a second refresh writes what nobody sees"


_EDITS = 8  # the most in one round
_ROADS, _PUBLISHED = 0.15, 0.3  # the share of rounds


def rounds(
    template: Path,
    folder: Path,
    seed: int,
    count: int,
    *,
    libreoffice: LibreOffice | None = None,
    skipped: Collection[str] = (),
) -> Iterator[Round]:
    """Fill a report and take it through so many rounds; the laws are checked in each.

    `libreoffice`: it goes there and back before each refresh, and is edited there too. `skipped`: what is left out,
    each by the number of its round: an edit ('2.0'), a correction of the data ('2.data'), another way ('2.how'); and
    'road', what LibreOffice does to a report that nobody edited.
    """
    trial = Trial(folder, seed, (template, _wide(template, folder)), libreoffice, skipped)
    if libreoffice is not None and "road" not in skipped:
        reports = trial.report, corrected(random.Random(f"{seed}.road"), trial.report).report  # noqa: S311 - no secret
        check_libreoffice_road(template, folder, reports, libreoffice.convert)
    for turn in range(1, count + 1):
        clerk = Clerk(opened(trial.path.read_bytes()), random.Random(seed))  # noqa: S311 - no secret
        try:
            yield trial.round(turn, clerk)
        except Exception as problem:
            problem.add_note(f"seed {seed}, round {turn}, the clerk did {clerk.done}\n{trial.told()}")
            raise
    trial.path.unlink()


class Least(NamedTuple):
    """The least of a document that fails: so many rounds, and all that can be left out of them."""

    rounds: int
    skipped: Sequence[str]


def reduced(fails: Callable[[int, Sequence[str]], bool], count: int) -> Least:
    """Give the least of a document of so many rounds that fails; `fails` is given rounds, and what is left out."""
    count = next(n for n in range(1, count + 1) if fails(n, ()))
    left: list[str] = []
    for turn in range(count, 0, -1):
        for what in [*(f"{turn}.{n}" for n in range(_EDITS)), f"{turn}.how", f"{turn}.data"]:
            if fails(count, [*left, what]):
                left.append(what)
    return Least(count, left)


def _wide(template: Path, folder: Path) -> Path:
    """Give a template that shows figures which the built-in one does not."""
    wide = folder / "wide.docx"
    if not wide.exists():
        shutil.copy(template, wide)
        widened(wide, "actual", "target")
    return wide
