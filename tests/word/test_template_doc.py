"""docs/template.md names every control that there is, in the program's own words."""

from __future__ import annotations

import os
from pathlib import Path

from performance_index.word.document.controls import controls_in
from performance_index.word.fill import open_template
from performance_index.word.known_controls import Kind, known_controls
from performance_index.word.rows import row_tag
from performance_index.word.tags import COLUMNS, TEXTS

ROOT = Path(__file__).resolve().parents[2]
DOC = ROOT / "docs" / "template.md"
MARK = "<!-- made by tests/word/test_template_doc.py: run it with GOLDEN=1 -->\n"
HEADINGS = {
    Kind.VALUE: "Values",
    Kind.SECTION: "Sections",
    Kind.SENTENCE: "Sentences",
    Kind.TABLE: "Tables",
    Kind.ROWS: "Their rows",
    Kind.ROW: "Their sample row",
    Kind.COLUMN: "Their columns",
}


def table_of_controls(template: Path) -> str:
    has = controls_in(open_template(template)).keys()
    lines = []
    for kind, heading in HEADINGS.items():
        lines += [
            "",
            f"**{heading}** ({kind.value})",
            "",
            "| Tag | What it holds | In the built-in template |",
            "|---|---|---|",
        ]
        lines += [
            f"| `{one.tag}` | {one.holds} | {'yes' if one.tag in has else 'no'} |"
            for one in known_controls()
            if one.kind is kind
        ]
    return "\n".join([*lines, ""])


def test_the_document_names_every_control_as_the_program_does(template: Path):
    told, _, made = DOC.read_text(encoding="utf-8").partition(MARK)
    wanted = table_of_controls(template)
    if os.environ.get("GOLDEN") == "1":
        DOC.write_text(f"{told}{MARK}{wanted}", encoding="utf-8")
        made = wanted
    assert made == wanted, "run this test with GOLDEN=1 and look at the diff"


def test_every_tag_that_the_program_fills_or_chooses_is_known():
    known = [one.tag for one in known_controls()]
    tables = {f"{table}{part}" for table in COLUMNS for part in ("", ".rows", ".row")}
    columns = {f"{table}.{column}" for table, columns in COLUMNS.items() for column in columns}
    assert len(known) == len(set(known))
    assert set(known) == TEXTS | tables | columns
    assert all(row_tag(table, "").startswith(f"{table}.row") for table in COLUMNS)


def test_the_built_in_template_has_no_control_that_is_not_known(template: Path):
    assert controls_in(open_template(template)).keys() <= {one.tag for one in known_controls()}
