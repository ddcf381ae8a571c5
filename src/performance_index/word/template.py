"""Builds templates/report.docx: the words and the order of a committee report, with a content control for each gap.

``python -m performance_index.word.template templates/report.docx`` writes it. A council edits its own copy in Word.
Every word here is the council's to change; only the tags matter to the program.
"""

from __future__ import annotations

import sys
from pathlib import Path

from performance_index.report import Section
from performance_index.word.drafting import (
    block,
    detail,
    heading,
    inline,
    paragraph,
    section,
    words,
)
from performance_index.word.styles import PAGE_HEIGHT, PAGE_WIDTH
from performance_index.word.template_file import template_bytes, whole_document
from performance_index.word.template_tables import NUMBERED, caveats, exceptions

_TITLE = "Performance report template"

_DETAILS = (
    ("Committee", "committee", "name of the committee"),
    ("Date", "date", "date of the meeting"),
    ("Wards", "wards", "wards"),
    ("Subject", "subject", "subject"),
    ("Lead officer", "lead_officer", "name and post"),
    ("Lead member", "lead_member", "name and portfolio"),
    ("Contact officer", "contact_officer", "name and post"),
)
_INDENTED, _BULLET = "IndentedParagraph", "ReportBullet"


def build_template(path: Path) -> None:
    """Write the built-in template, the same bytes each time."""
    path.write_bytes(template_bytes(document_xml(), _TITLE))


def document_xml() -> str:
    """Give the text of the template, headings and order as in the council's own reports."""
    body = [
        paragraph("Title", inline("subject", "Title", "subject")),
        *(detail(label, tag, prompt) for label, tag, prompt in _DETAILS),
        paragraph("FrontHeading", words("Recommendations:")),
        section(
            Section.RECOMMENDATIONS,
            "Recommendation",
            "Members to discuss and comment on the contents of the report",
        ),
        heading("Purpose of report and executive summary"),
        block(Section.PURPOSE.tag, Section.PURPOSE.value, paragraph(NUMBERED, _purpose())),
        section(Section.COUNTS, NUMBERED),
        section(Section.SUMMARY, NUMBERED),
        heading("Details"),
        *exceptions(),
        *caveats(),
        *_closing(),
    ]
    return whole_document(body, PAGE_WIDTH, PAGE_HEIGHT)


def _purpose() -> str:
    return (
        words("This report summarises the performance information for ")
        + inline("year", "Financial year", "financial year")
        + words(", up to ")
        + inline("period_end", "End of the period", "end of the period", date="d MMMM yyyy")
        + words(", as set out in the accompanying document, the ")
        + inline("index_title", "Title of the index", "title of the index")
        + words(" ")
        + inline("year", "Financial year", "financial year")
        + words(".")
    )


def _closing() -> list[str]:
    appendix = (
        inline("index_title", "Title of the index", "title of the index")
        + words(" ")
        + inline("year", "Financial year", "financial year")
    )
    return [
        heading("For decision"),
        section(Section.DECISION, _INDENTED, "There are no items for decision."),
        heading("Alternative options"),
        section(Section.ALTERNATIVES, NUMBERED, "No specific implications for this report"),
        heading("Consultation undertaken or proposed"),
        section(Section.CONSULTATION, NUMBERED, "None for this report"),
        heading("Timetable"),
        section(Section.TIMETABLE, NUMBERED, "Not applicable for this report"),
        heading("Financial, resource and property implications"),
        section(Section.FINANCIAL, NUMBERED, "None"),
        heading("Legal and statutory implications"),
        section(Section.LEGAL, NUMBERED, "None"),
        heading("Human rights, equalities and community cohesion implications"),
        section(Section.EQUALITIES, NUMBERED, "None"),
        heading("Crime and disorder implications"),
        section(Section.CRIME, NUMBERED, "None"),
        heading("Risk management and health and safety implications"),
        section(Section.RISK, NUMBERED, "None"),
        heading(
            "Appendices – the following documents are to be published with this report and form part of the report"
        ),
        block(Section.APPENDICES.tag, Section.APPENDICES.value, paragraph(_BULLET, appendix)),
        heading("Background papers"),
        section(Section.BACKGROUND, NUMBERED, "None"),
    ]


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
