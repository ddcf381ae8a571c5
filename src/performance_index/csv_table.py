"""A CSV as people and programs write it, read by its headings, and written again with columns added.

Fields are parted by a comma, a semicolon or a tab, or by what Excel's own first line says (sep=;). The first row names
the columns; capitals do not matter. Columns that nobody knows pass through. What is written opens safely in Excel.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from performance_index.cells import CellProblem, number_in_text
from performance_index.finding import Finding, NotReadable, Severity

_SEPARATOR = re.compile("sep=([,;\t|])", re.IGNORECASE)
_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row that is not blank: the number of its first line in the file, and its fields."""

    number: int
    fields: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CsvTable:
    """What was read: `headings` as we spell them where we know them, `written` as they were."""

    name: str
    delimiter: str
    written: Sequence[str]
    headings: Sequence[str]
    lines: Sequence[Line]

    def record(self, line: Line) -> dict[str, str]:
        """The fields of a line by heading; CellProblem where there are more fields than headings."""
        if len(line.fields) > len(self.headings):
            what = f"the line has {len(line.fields)} fields, and there are {len(self.headings)} columns"
            raise CellProblem(what, "put a text that has a comma in quotation marks")
        return dict(zip(self.headings, [*line.fields, *[""] * len(self.headings)], strict=False))

    def finding(self, line: Line, problem: CellProblem) -> Finding:
        """What is wrong in a line, with its place."""
        place = f"{self.name}, line {line.number}"
        return Finding(severity=Severity.ERROR, place=place, what=problem.what, cure=problem.cure)

    def with_columns(self, added: Sequence[str], cells: Iterable[Sequence[str]]) -> str:
        """The text of the table with columns added at its right; `cells` are theirs, for every line.

        A column that had one of these names before stays, as 'Rating before', unless there is one already. A field
        that a spreadsheet would take for a formula gets an apostrophe in front.
        """
        kept = {n: heading for n, heading in enumerate(self._names_kept(added)) if heading is not None}
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.delimiter, lineterminator="\n")
        writer.writerow([*map(_written, kept.values()), *added])
        for line, new in zip(self.lines, cells, strict=True):
            fields, beyond = line.fields, line.fields[len(self.headings) :]
            before = [_written(fields[n]) if n < len(fields) else "" for n in kept]
            writer.writerow([*before, *new, *map(_written, beyond)])
        return out.getvalue()

    def _names_kept(self, added: Sequence[str]) -> list[str | None]:
        """The headings of the columns that pass through, None for one that does not."""
        before = {own: f"{own} before" for own in added}
        names = [(heading, before.get(heading, heading)) for heading in self.written]
        return [None if new != heading and new in self.written else new for heading, new in names]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The text of a CSV with columns added, how many rows have each answer, and what is to be looked at."""

    text: str
    counts: Mapping[str, int]
    findings: tuple[Finding, ...]


def read_csv(text: str, name: str, needed: Sequence[str], allowed: Sequence[str]) -> CsvTable:
    """Read the text of a CSV; NotReadable where its first row lacks a column, has one twice, or the text is damaged."""
    first, _, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first.strip("\r"))
    if told:  # Excel's own first line, which says what parts the fields
        text, first = rest, rest.partition("\n")[0]
    delimiter = told[1] if told else max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    spelled = {heading.casefold(): heading for heading in (*needed, *allowed)}
    start, lines = 1, []
    try:
        written = [heading.strip() for heading in next(reader, [])]
        headings = [spelled.get(heading.casefold(), heading) for heading in written]
        _check_headings(headings, name, needed, allowed)
        start = reader.line_num + 1
        for fields in reader:
            if any(field.strip() for field in fields):
                lines.append(Line(number=start + bool(told), fields=fields))
            start = reader.line_num + 1
    except csv.Error as problem:
        raise NotReadable(
            f"{name} is not sound in line {start} ({problem}); look for an open quotation mark or an endless field"
        ) from problem
    return CsvTable(name=name, delimiter=delimiter, written=written, headings=headings, lines=lines)


def _check_headings(headings: Sequence[str], name: str, needed: Sequence[str], allowed: Sequence[str]) -> None:
    if missing := [heading for heading in needed if heading not in headings]:
        raise NotReadable(
            f"{name} has no column {', '.join(missing)}; the first row names the columns: {', '.join(needed)}"
        )
    if twice := [heading for heading in {*needed, *allowed} if headings.count(heading) > 1]:
        raise NotReadable(f"{name} has two columns named {', '.join(sorted(twice))}; rename one of them")


def _written(field: str) -> str:
    """A field that is safe, its lines parted in the one way that the writer knows to put in quotation marks."""
    return inert(field.replace("\r\n", "\n").replace("\r", "\n"))


def inert(field: str) -> str:
    """A field that no spreadsheet takes for a formula: a text that begins as one gets an apostrophe in front."""
    if not begins_a_formula(field) or _is_a_figure(field) or len(field.strip()) == 1:
        return field
    return f"'{field}"


def begins_a_formula(text: str) -> bool:
    """Whether a text begins as what a spreadsheet would compute; blanks before it do not matter (OWASP)."""
    return text.lstrip(" ").startswith(_BEGINS_A_FORMULA)


def _is_a_figure(field: str) -> bool:
    try:
        return number_in_text(field) is not None
    except CellProblem:
        return False
