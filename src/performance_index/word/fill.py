"""A template and a report become a Word document. Nothing in a template is code: only its tags are looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from docx.document import Document

from performance_index.finding import Finding, NotReadable, Refused, Severity
from performance_index.report import CommitteeReport, Row
from performance_index.word.asking import ask_for_commentary
from performance_index.word.chosen_columns import choose_columns
from performance_index.word.document.comments import comments_of
from performance_index.word.document.controls import Control, controls_in, find_controls
from performance_index.word.document.ids import free_ids
from performance_index.word.document.lists import settle_lists
from performance_index.word.document.notes import TOOL
from performance_index.word.document.package import docx_bytes, open_docx
from performance_index.word.document.wordml import clean, text, w
from performance_index.word.generated import table_state
from performance_index.word.rows import PrototypeRow, compile_row, row_tag
from performance_index.word.state import State, TableState, read_state, version_of, write_state
from performance_index.word.tags import (
    COLUMNS,
    SECTIONS,
    SENTENCES,
    TABLES,
    TEXTS,
    THEME,
    VALUES,
    rows_by_table,
)
from performance_index.write import refuse_to_lose, write_whole

_OR_ELSE = {"one": "some", "red": "some", "one_red": "red"}
"""What a template without such a sentence says instead: as true, in words that do not fit as well."""

_ROW_TAGS = tuple(row_tag(table, "") for table in COLUMNS)
TITLE_LENGTH = 255  # Word's own limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A template that was filled: what was generated, and the rows' prototypes by table.

    `tags` are those of the template's controls, still there or not, and `headings` those of its tables. `missing` gives
    the tag of each control that is not there, and what the report lacks by it.
    """

    document: Document
    state: State
    prototypes: Mapping[str, PrototypeRow]
    tags: frozenset[str]
    headings: Mapping[str, tuple[str, ...]]
    missing: Mapping[str, str]

    def findings(self, template: str) -> list[Finding]:
        """Give what is missing, for the person who has the template of this name."""
        return [
            Finding(
                severity=Severity.WARNING,
                place=f"template {template}",
                what=lost if lost.startswith("the control") else f"no content control is tagged {tag}, so {lost}",
                cure="copy that control from the template that comes with Performance Index",
            )
            for tag, lost in self.missing.items()
        ]


def fill(  # noqa: PLR0913 - what makes a report is named by the caller
    template: Path,
    report: CommitteeReport,
    target: Path,
    *,
    now: dt.datetime,
    author: str = TOOL,
    overwrite: bool = False,
) -> list[Finding]:
    """Write the report as a new Word document and give what the template had no place for.

    Where commentary is missing, a comment by `author` asks for it.

    The same template, report and `now` give the same bytes. NotReadable: the template is not one. Refused: the target
    exists (unless `overwrite`), is the template, is open in Word, or cannot be written; nothing has changed then.
    """
    if target.exists() and template.exists() and target.samefile(template):
        raise Refused(f"{target} is the template itself; choose another name for the report")
    refuse_to_lose(target, overwrite=overwrite)
    document = open_template(template)
    drafted = draft(document, report, now=now, author=author)
    write_state(document, replace(drafted.state, version=version_of(target.stem)))
    _describe(document, report.title, now)
    settle_lists(document)
    write_whole(target, docx_bytes(document), overwrite=overwrite)
    return drafted.findings(template.name)


def open_template(path: Path) -> Document:
    """Give the template in a file, a .docx or a .dotx; NotReadable where it is not one."""
    document = open_docx(path, as_template=True)
    tags = controls_in(document).keys()
    if read_state(document) is not None or any(tag.startswith(_ROW_TAGS) for tag in tags):
        raise NotReadable(f"{path.name} is a report that was made from a template; give the template itself")
    if THEME in tags:
        raise NotReadable(f"{path.name} is a template of the appendix; give the report's own")
    if not (TEXTS | COLUMNS.keys()) & tags:
        raise NotReadable(
            f"{path.name} has no content control that Performance Index knows; "
            "start from the template that comes with it (templates/report.docx)"
        )
    return document


def draft(
    document: Document, report: CommitteeReport, *, now: dt.datetime, author: str, with_rows: bool = True
) -> Draft:
    """Fill an opened template in place, but for its state; without rows, its tables keep only their headings."""
    controls = controls_in(document)
    tags = frozenset(controls)
    missing = choose_columns({table: _row_controls(controls.get(table, []), table) for table in COLUMNS}, report)
    headings = {
        table: _headings(rows) for table in COLUMNS for rows in _row_controls(controls.get(table, []), table)[:1]
    }
    missing |= _choose_parts(controls, report)
    controls = controls_in(document)
    missing |= {
        tag: lost for tag, lost in _fill_values(controls, report.values).items() if not _is_said(tag, tags, controls)
    }
    texts = {tag: found[0].text for tag, found in controls.items() if tag in TEXTS}
    dates = {tag: value for tag, value in report.values.items() if tag in texts and isinstance(value, dt.date)}
    prototypes: dict[str, PrototypeRow] = {}
    tables: dict[str, TableState] = {}
    comments, ids = comments_of(document, author, now), free_ids(document)
    for table, rows in rows_by_table(report).items():
        for control in _row_controls(controls.get(table, []), table) if rows else ():
            compiled = _take_prototype(control, table)
            if with_rows:
                made = compiled.elements(rows, ids)
                control.content.extend(made)
                ask_for_commentary(comments, made, compiled, rows)
            if table not in tables:
                prototypes[table], tables[table] = compiled, _state_of(control, compiled, rows)
    state = State(
        generated=now,
        texts=texts,
        dates=dates,
        tables=tables,
        comments=comments.texts(),
        belongs_to=report.belongs_to,
        compared_with=report.compared_with,
    )
    return Draft(document=document, state=state, prototypes=prototypes, tags=tags, headings=headings, missing=missing)


def _choose_parts(controls: Mapping[str, list[Control]], report: CommitteeReport) -> dict[str, str]:
    """Put in the sections that a person wrote, and take out what is not true or not needed this time."""
    missing: dict[str, str] = {}
    for tag, name in SECTIONS.items():
        missing |= _fill_section(controls.get(tag, []), tag, name, report.sections.get(tag, ()))
    for table, rows in rows_by_table(report).items():
        true = report.sentences[table]
        missing |= _choose_sentence(controls, table, true)
        missing |= _keep_table(controls.get(table, []), table, is_some=bool(rows), is_wanted=bool(true))
    return missing


def _fill_section(controls: list[Control], tag: str, name: str, paragraphs: tuple[str, ...]) -> dict[str, str]:
    """Write a section's paragraphs; without any, the template's own words stay and a prompt goes."""
    if any(map(holds_table, controls)):
        return (
            {} if not paragraphs else {tag: f"the control {tag} is around a table, so the text of '{name}' is left out"}
        )
    for control in controls:
        if paragraphs:
            control.write(paragraphs)
        elif control.is_placeholder:
            control.remove()
    return {tag: f"the text of '{name}' is left out"} if paragraphs and not controls else {}


def holds_table(control: Control) -> bool:
    """Whether one of the tables stands inside the control, and would go with its content."""
    return bool(COLUMNS.keys() & find_controls(control.content).keys())


def _choose_sentence(controls: Mapping[str, list[Control]], table: str, true: str) -> dict[str, str]:
    """Keep the sentence that is true of the table, '' for none, and take the others away."""
    while f"{table}.{true}" not in controls and true in _OR_ELSE:
        true = _OR_ELSE[true]
    tag = f"{table}.{true}"
    for one in SENTENCES[table]:
        for control in controls.get(f"{table}.{one}", ()) if one != true else ():
            if holds_table(control):
                return {tag: f"the control {table}.{one} is around a table, so it stays"}
            control.remove()
    if not true or tag in controls:
        return {}
    return {tag: f"no sentence says of the {TABLES[table]} that {SENTENCES[table][true]}"}


def _keep_table(controls: list[Control], table: str, *, is_some: bool, is_wanted: bool) -> dict[str, str]:
    """Take the table away where it has no rows."""
    missing = {table: f"the table of {TABLES[table]} is left out"} if is_wanted and not controls else {}
    if not is_some:
        for control in controls:
            control.remove()
    elif controls and not _row_controls(controls, table):
        missing[f"{table}.rows"] = f"the table of {TABLES[table]} is not filled"
    return missing


def _row_controls(tables: list[Control], table: str) -> list[Control]:
    """Give the repeating section of each table that has a prototype row which names a column."""
    columns = {f"{table}.{column}" for column in COLUMNS[table]}
    found = (rows for outer in tables for rows in find_controls(outer.element).get(f"{table}.rows", ()))
    filled = (rows for rows in found if columns & find_controls(rows.content).keys())
    return [rows for rows in filled if rows.content.find(w("sdt")) is not None]


def _take_prototype(rows_control: Control, table: str) -> PrototypeRow:
    """Compile a table's prototype row and take it out of the table."""
    content = rows_control.content
    prototype = content.find(w("sdt"))
    assert prototype is not None
    compiled = compile_row(prototype, table, COLUMNS[table])
    for child in list(content):
        content.remove(child)
    return compiled


def _state_of(rows_control: Control, compiled: PrototypeRow, rows: tuple[Row, ...]) -> TableState:
    return table_state(rows, compiled.columns, compiled.texts, _headings(rows_control))


def _headings(rows_control: Control) -> tuple[str, ...]:
    """Give the text of each cell of the row above a table's rows."""
    head = next(rows_control.element.itersiblings(w("tr"), preceding=True), None)
    return () if head is None else tuple(text(cell) for cell in head.iter(w("tc")))


def _is_said(tag: str, tags: frozenset[str], controls: Mapping[str, list[Control]]) -> bool:
    """Whether a value went with the template's own words, in whose place a person put others: it is not missed."""
    return tag in tags and tag not in controls


def _fill_values(controls: Mapping[str, list[Control]], values: Mapping[str, str | dt.date]) -> dict[str, str]:
    """Write each value wherever its tag stands; a prompt for which there is no value stays for the clerk."""
    missing = {}
    for tag, value in values.items():
        found = controls.get(tag, ())
        places = [control for control in found if not control.holds_rows and not holds_table(control)]
        for control in places:
            control.write_value(value)
        if tag in VALUES and found and not places:
            missing[tag] = f"the control {tag} is around a table or its rows, so the {VALUES[tag]} is left out"
        elif tag in VALUES and not found:
            missing[tag] = f"the {VALUES[tag]} is left out"
    return missing


def _describe(document: Document, title: str, now: dt.datetime) -> None:
    """Set the document's properties; nobody is named as its author."""
    moment = now if now.tzinfo is None else now.astimezone(dt.UTC)
    properties = document.core_properties
    properties.title = clean(title)[:TITLE_LENGTH]
    properties.created = properties.modified = moment
    properties.revision = 1
