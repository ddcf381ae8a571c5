"""Builds templates/report.docx: the words and the order of a committee report, with a content control for each gap.

``python -m performance_index.word.template templates/report.docx`` writes it. A council edits its own copy in Word.
Every word here is the council's to change; only the tags matter to the program.
"""

from __future__ import annotations

import itertools
import re
import sys
from pathlib import Path

from performance_index.report import Section
from performance_index.word.document.escaping import escape
from performance_index.word.document.package import content_types, zip_bytes
from performance_index.word.document.wordml import MC, W14, W15, W
from performance_index.word.drafting import (
    block,
    detail,
    heading,
    inline,
    paragraph,
    section,
    words,
)
from performance_index.word.styles import (
    HEAD,
    MARGIN,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    font_table_xml,
    footer_xml,
    numbering_xml,
    settings_xml,
    styles_xml,
    theme_xml,
)
from performance_index.word.template_tables import NUMBERED, caveats, exceptions

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = "2026-01-01T00:00:00Z"  # never the clock's time: each build gives the same bytes
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
    parts = {
        "word/document.xml": (f"{_WORD_TYPE}.document.main+xml", document_xml()),
        "word/styles.xml": (f"{_WORD_TYPE}.styles+xml", styles_xml()),
        "word/numbering.xml": (f"{_WORD_TYPE}.numbering+xml", numbering_xml()),
        "word/settings.xml": (f"{_WORD_TYPE}.settings+xml", settings_xml()),
        "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", theme_xml()),
        "word/fontTable.xml": (f"{_WORD_TYPE}.fontTable+xml", font_table_xml()),
        "word/footer1.xml": (f"{_WORD_TYPE}.footer+xml", footer_xml()),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", _properties_xml()),
    }
    related = ("styles", "numbering", "settings", "footer", "theme", "fontTable")
    targets = {"footer": "footer1.xml", "theme": "theme/theme1.xml"}
    files = {
        "[Content_Types].xml": content_types((f"/{name}", kind) for name, (kind, _) in parts.items()),
        "_rels/.rels": _relationships(
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        **{name: xml for name, (_, xml) in parts.items()},
        "word/_rels/document.xml.rels": _relationships(
            *((f"{_OFFICE}/{name}", targets.get(name, f"{name}.xml")) for name in related)
        ),
    }
    path.write_bytes(zip_bytes((name, xml.encode()) for name, xml in files.items()))


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
    ids = itertools.count(1)
    text = re.sub("<w:id/>", lambda _: f'<w:id w:val="{next(ids)}"/>', "".join(body))
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" '
        f'mc:Ignorable="w14 w15"><w:body>{text}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="709" w:footer="624" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )


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


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _properties_xml() -> str:
    terms = "http://purl.org/dc/terms/"
    when = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="{terms}" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(_TITLE)}</dc:title>'
        f"<dc:language>en-GB</dc:language>{when}</cp:coreProperties>"
    )


if __name__ == "__main__":
    build_template(Path(sys.argv[1]))
