"""The tags that a template's content controls may have, and what a clerk calls the parts of a report they mark."""

from __future__ import annotations

from performance_index.report import (
    AMENDED_COLUMNS,
    CAVEAT_COLUMNS,
    EXCEPTION_COLUMNS,
    FIGURES,
    UNRATED_COLUMNS,
    CommitteeReport,
    Row,
    Section,
)  # fmt: skip

VALUES = {
    "committee": "committee",
    "date": "date of the meeting",
    "wards": "wards",
    "subject": "subject",
    "lead_officer": "lead officer",
    "lead_member": "lead member",
    "contact_officer": "contact officer",
    "year": "financial year",
    "period_end": "end of the period",
    "index_title": "title of the index",
}
"""What the built-in template shows of `CommitteeReport.values`, by tag, in words."""

COLUMNS = {
    "exceptions": EXCEPTION_COLUMNS,
    "unrated": UNRATED_COLUMNS,
    "caveats": CAVEAT_COLUMNS,
    "amendments": AMENDED_COLUMNS,
}
TABLES = {
    "exceptions": "exceptions",
    "unrated": "indicators not rated",
    "caveats": "caveats",
    "amendments": "amendments",
}
"""By tag of a table: what it lists."""
CAPTIONS = {
    "exceptions": "Exceptions",
    "unrated": "Indicators not rated",
    "caveats": "Data caveats",
    "amendments": "Amendments",
}
"""By tag of a table: what a clerk calls it."""
SENTENCES = {
    "exceptions": {
        "some": "there are some",
        "one": "there is one",
        "red": "there are some, by a rule without amber",
        "one_red": "there is one, by a rule without amber",
        "none": "there are none",
        "rated": "none of those that are rated is one",
        "unrated": "no indicator is rated",
    },
    "unrated": {"some": "there are some"},
    "caveats": {
        "some": "there are some",
        "none": "there are none",
        "care": "some are to be read with care",
        "both": "some cannot be reported and others are to be read with care",
    },
    "amendments": {
        "some": "there are some",
        "one": "there is one",
        "none": "there are none",
    },
}
"""By table: the last part of the tag of each sentence that may introduce it ('caveats.none'), and what it says."""

SECTIONS = {section.tag: section.value.lower() for section in Section}
INTRODUCTIONS = {table: f"{CAPTIONS[table]}, the sentence before the table" for table in SENTENCES}
"""By tag of a table: what a clerk calls the sentence that introduces it."""
PART_NAMES = {section.tag: section.value for section in Section} | {
    f"{table}.{one}": INTRODUCTIONS[table] for table in SENTENCES for one in SENTENCES[table]
}
"""By tag of a section or a sentence: what a clerk calls it."""
THEME = "appendix.theme"
"""The control that makes a template one of the appendix: around what is repeated for each theme."""
VALUE_TAGS = {*VALUES, "year_short"}
TEXTS = {*VALUE_TAGS, *SECTIONS, *(f"{table}.{one}" for table in SENTENCES for one in SENTENCES[table])}


def rows_by_table(report: CommitteeReport) -> dict[str, tuple[Row, ...]]:
    """Give the rows of each table, by its tag."""
    return {
        "exceptions": report.exceptions,
        "unrated": report.unrated_rows,
        "caveats": report.caveats,
        "amendments": report.amended or (),
    }


BY_CHOICE = {"exceptions": (FIGURES,)}
"""By table: the columns that stand in it only where the council has chosen them."""


def columns_by_choice(report: CommitteeReport) -> dict[str, dict[str, bool]]:
    """Give, by table, the columns that stand in it by a choice of the council's, and whether they are chosen."""
    return {table: dict.fromkeys(columns, bool(report.figures)) for table, columns in BY_CHOICE.items()}


FAVOURED = ("indicator", "commentary")
"""The columns that share the width of one that is taken out: words need it most."""
