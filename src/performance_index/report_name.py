"""What a report's file is called."""

from __future__ import annotations

import unicodedata

from performance_index.report import ReportDetails


def file_name(details: ReportDetails, *beside: str) -> str:
    """'2020-11-04 Performance Monitoring Report.docx': safe on Windows; ValueError without a meeting date.

    Words `beside` the subject, such as the committee's name, follow it: '2020-11-04 Performance - Housing Panel.docx'.
    """
    if details.meeting_date is None:
        msg = "the report's file name needs the meeting date"
        raise ValueError(msg)
    more = "".join(f" - {_safe(words, 60)}" for words in beside)
    subject = _safe(details.subject, 150 - len(more.encode())) or "Performance report"
    return f"{details.meeting_date.isoformat()} {subject}{more}.docx"


def name_beside(details: ReportDetails, title: str, ending: str) -> str:
    """'2020-11-04 Performance Index 2020-21.xlsx': what goes with a report; ValueError without a meeting date."""
    if details.meeting_date is None:
        msg = "the file name needs the meeting date"
        raise ValueError(msg)
    return f"{details.meeting_date.isoformat()} {_safe(title.replace('/', '-'), 150)}{ending}"


def _safe(words: str, longest: int) -> str:
    """The words as a part of a file's name, in as many bytes as it may have."""
    seen = (c for c in words if unicodedata.category(c) != "Cf")  # no soft hyphens or turned text
    said = "".join(" " if c in '<>:"/\\|?*' or unicodedata.category(c)[0] == "C" else c for c in seen)
    return " ".join(said.split()).encode()[:longest].decode(errors="ignore").rstrip(" .")
