"""Builds templates/appendix.docx: the whole index for the committee, with a content control for each gap.

``python -m performance_index.word.appendix_template templates/appendix.docx`` writes it. A council edits its own copy
in Word, as that of the report; only the tags matter to the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from performance_index.word.drafting import Column, block, inline, paragraph, table, words
from performance_index.word.styles import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from performance_index.word.tags import THEME
from performance_index.word.template_file import template_bytes, whole_document

_WIDTH = PAGE_HEIGHT - 2 * MARGIN  # the page lies on its side
_INDICATORS = (
    Column("no", "No", 794),
    Column("indicator", "Indicator", 0),
    Column("figure", "Figure", 1531),
    Column("target", "Target", 1361),
    Column("rating", "Rating", 1531),
    Column("direction", "Direction", 1644),
    Column("last_year", "Last year", 1304),
    Column("england", "England", 1304),
    Column("london", "London", 1304),
)
_NOTES = (Column("no", "No", 794), Column("indicator", "Indicator", 4535), Column("note", "Note", 0))


def build_appendix_template(path: Path) -> None:
    """Write the built-in template of the appendix, the same bytes each time."""
    path.write_bytes(template_bytes(document_xml(), "Performance index template"))


def document_xml() -> str:
    """Give the text of the template: what the index is, how many have which rating, a table for each theme, notes."""
    title = (
        inline("index_title", "Title of the index", "title of the index")
        + words(" ")
        + inline("year", "Financial year", "financial year")
    )
    theme = inline("appendix.theme_name", "Name of the theme", "theme")
    body = [
        paragraph("Title", title),
        _detail("Committee", inline("committee", "Committee", "name of the committee")),
        _detail("Meeting", inline("date", "Date", "date of the meeting", date="d MMMM yyyy")),
        _detail("Figures up to", inline("period_end", "End of the period", "end of the period", date="d MMMM yyyy")),
        block("appendix.counts", "How many have which rating", paragraph("Normal", _prompt("counts")), prompt=True),
        block("appendix.ratings", "What the ratings mean", paragraph("Normal", _prompt("ratings")), prompt=True),
        block(
            THEME,
            "A theme: repeated for each",
            paragraph("Heading2", theme)
            + table(
                "indicators",
                "Indicators",
                "Each indicator with its figure, target, rating, direction, last year, England and London.",
                _whole(_INDICATORS),
                _WIDTH,
            ),
        ),
        block(
            "appendix.notes",
            "Notes: left out where there are none",
            paragraph("Heading2", words("Notes on figures and ratings"))
            + table("notes", "Notes", "Indicators whose figure or rating has a note.", _whole(_NOTES), _WIDTH),
        ),
    ]
    return whole_document(body, PAGE_HEIGHT, PAGE_WIDTH)


def _whole(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """The columns over the whole width: the one without a width gets what the others leave."""
    rest = _WIDTH - sum(column.width for column in columns)
    return tuple(Column(one.tag, one.heading, one.width or rest) for one in columns)


def _detail(label: str, value: str) -> str:
    return paragraph("ReportDetails", f"{words(f'{label}:', 'Strong')}<w:r><w:tab/></w:r>{value}")


def _prompt(what: str) -> str:
    return words(f"[{what}]", "PlaceholderText")


if __name__ == "__main__":
    build_appendix_template(Path(sys.argv[1]))
