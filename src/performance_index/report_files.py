"""Where the report of a workbook is or goes: its name, its numbered versions, and whose a report is that is there."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from performance_index.belonging import Claim, Identity, claim, is_another
from performance_index.disk import in_words
from performance_index.finding import Finding, HasErrors, Refused, Severity
from performance_index.kept_state import copy_of_state, kept_state
from performance_index.report_name import file_name
from performance_index.setting_paths import report_folder
from performance_index.word.beside import is_numbered_version
from performance_index.word.made_for import made_for
from performance_index.workbook import layout
from performance_index.workbook.read import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the report of this meeting is, in its newest version, or goes where there is none yet.

    `first` is its name without a number. Of a report that is there, `made_for` is the index that it says it was made
    from, and `claim` what ours may do with it.
    """

    path: Path
    first: Path
    made_for: Identity | None = None
    claim: Claim | None = None

    def refuse_unless_ours(self, index: Identity) -> None:
        """Raise Refused where the report that is there is another index's, or says too little to be touched.

        One that says nothing at all passes: nobody can bring it up to date.
        """
        if self.claim is Claim.ANOTHERS:
            raise Refused(f"{self.path} is the report of {self.made_for}, and this workbook is {index}; {_ELSEWHERE}")
        if self.claim is Claim.UNKNOWN and self.made_for is not None:
            raise Refused(f"{self.path} does not say which index it was made from, so it is left alone; {_ELSEWHERE}")

    def findings(self, index: Identity) -> list[Finding]:
        """Give a warning where the report was made under another name of the committee or the index."""
        if self.claim is not Claim.RENAMED or self.made_for is None:
            return []
        names = (
            ("committee", self.made_for.committee, index.committee),
            ("index title", self.made_for.title, index.title),
        )
        cure = (
            "if it is another's, take the report back from the copy beside it, and give this workbook an "
            f"{layout.INDEX_CODE} of its own on the sheet {layout.SETTINGS}"
        )
        return [
            Finding(
                severity=Severity.WARNING,
                place=str(self.path),
                what=f"it was made for {before}, and the {name} is now {now}",
                cure=cure,
            )
            for name, before, now in names
            if is_another(before, now)
        ]


_ELSEWHERE = "choose another name or folder (-o), or have a new version made beside it (--new-version)"


def identity(reading: Reading, book: Path) -> Identity:
    """Give what tells the index of a workbook from another."""
    index = reading.index
    return Identity(
        code=reading.settings.index_code,
        committee=reading.details.committee,
        title="" if index is None else index.title,
        indicators=frozenset() if index is None else frozenset(one.name for one in index.indicators),
        book=book.name,
    )


def find_report(reading: Reading, book: Path, output: Path | None = None) -> Place:
    """Give the place of a workbook's report; by default its name is one that no other index's report has.

    HasErrors: a report there is of an index that has the same code. Refused: every name is another index's.
    """
    index = identity(reading, book)
    if output is not None and _is_file(output):  # chosen by its name
        return _place({1: output} if output.exists() else {}, output, reading, book)
    folder = report_folder(reading, book) if output is None else output
    names = _names(reading, index)
    places = [_place(_family(folder / name), folder / name, reading, book) for name in names]
    ours = [place for place in places if place.claim in {Claim.OURS, Claim.RENAMED}]
    free = [place for place in places if place.claim is not Claim.ANOTHERS]
    for place in (*ours, *free):
        return place
    raise Refused(f"{places[-1].path} is the report of {places[-1].made_for}, and this workbook is {index}; {_OTHER}")


_OTHER = "choose another name or folder (-o)"


def _names(reading: Reading, index: Identity) -> list[str]:
    """The names that a report may have: a longer one where the one before is another index's."""
    longer = [index.committee, *([index.title] if index.committee else [])]
    named = [longer[:n] for n in range(len(longer) + 1) if all(longer[:n])]
    return list(dict.fromkeys(file_name(reading.details, *words) for words in named))


def _place(family: dict[int, Path], first: Path, reading: Reading, book: Path) -> Place:
    """Say where in its family, the versions of one name by their numbers, the report of this index is."""
    index = identity(reading, book)
    found: dict[Claim, Place] = {}
    for number, path in sorted(family.items()):
        whose = made_for(path, kept_state(copy_of_state(book, path)))
        what = claim(whose, index)
        if what is Claim.SHARED_CODE:
            raise _shared_code(path, whose, reading, index)
        ours = what in {Claim.OURS, Claim.RENAMED}
        if number == 1 or what is Claim.ANOTHERS or (ours and is_known(path, book)):
            found[Claim.OURS if ours else what] = Place(path=path, first=first, made_for=whose, claim=what)
    order = (Claim.OURS, Claim.ANOTHERS, Claim.UNKNOWN)
    return next((found[one] for one in order if one in found), Place(path=first, first=first))


def _shared_code(path: Path, whose: Identity | None, reading: Reading, index: Identity) -> HasErrors:
    place = reading.settings.places.get(layout.INDEX_CODE, layout.SETTINGS)
    is_named_alike = str(whose) == str(index)
    this = "this workbook has the same names and the same code, but other indicators"
    what = f"{path.name} is the report of {whose}; "
    what += this if is_named_alike else f"this workbook is {index}, but has the same code"
    cure = "give this workbook a code of its own; if it is the same index all the same, move that report away"
    finding = Finding(severity=Severity.ERROR, place=place, what=what, cure=cure)
    return HasErrors(f"{path} is another index's report, so nothing was made; put that right and try again", (finding,))


def _family(first: Path) -> dict[int, Path]:
    return ({1: first} if first.exists() else {}) | versions(first)


def versions(first: Path) -> dict[int, Path]:
    """The numbered versions of a report that are there."""
    numbered = re.compile(rf"{re.escape(first.stem)} \((\d+)\)")
    there = ((numbered.fullmatch(path.stem), path) for path in first.parent.glob("*.docx"))
    return {int(found[1]): path for found, path in there if found and int(found[1]) > 1}


def new_version(first: Path) -> Path:
    """The name of a new version: 'report.docx', or after the last of 'report (2).docx', 'report (3).docx' …."""
    last = max(versions(first), default=1)
    if last == 1 and not first.exists():
        return first
    return next(
        path for n in itertools.count(last + 1) if not (path := first.with_stem(f"{first.stem} ({n})")).exists()
    )


def is_known(path: Path, book: Path) -> bool:
    """Whether a numbered report was written as that, as it says or as the copy of its state shows."""
    return copy_of_state(book, path).exists() or is_numbered_version(path)


def _is_file(output: Path) -> bool:
    """Whether what was chosen is a document's name, not a folder's; Refused where neither can be used."""
    if output.is_dir() or output.suffix.lower() not in _FILES:
        return False
    if output.suffix.lower() != ".docx":
        raise Refused(f"{output} is not a Word document's name; give a folder, or a name that ends in .docx")
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it first, or choose another")
    return True


_FILES = frozenset({".docx", ".doc", ".docm", ".dotx", ".odt", ".rtf", ".pdf", ".txt", ".html", ".xlsx", ".xlsm"})
"""Endings of what is meant as a file; a folder's name may have a dot too."""


@contextmanager
def folder_for(target: Path, *, dry_run: bool = False) -> Iterator[None]:
    """Make a document's folder where it is not there; not where the document cannot be made."""
    made = [] if dry_run else _make_folder(target.parent)
    try:
        yield
    except (Refused, OSError):
        for folder in made:
            with suppress(OSError):
                folder.rmdir()
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make the report folder where it is not there yet; the folders that were made, the innermost first."""
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        why = in_words(problem, "choose another folder for the reports")
        raise Refused(f"the folder {folder} cannot be made {why}") from problem
    return missing
