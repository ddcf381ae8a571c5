"""A report in which somebody tracked a change or put a link in a frame, as LibreOffice 7.4 writes it."""

from __future__ import annotations

import re
from pathlib import Path

from edit import change, saved_by

LIBREOFFICE = "LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2"
_RUN = "<w:r><w:rPr></w:rPr>"
_WHOLE = "<w:t>There are no items for decisionmatters.</w:t>"
_STRUCK = _WHOLE.replace("w:t>", "w:delText>")
_END = "</w:sdtContent></w:sdt>"
_BY = 'w:author="Unknown Author" w:date="2026-11-26T17:28:00Z"'


def _frame(number: int) -> str:
    return f'<w:sdt><w:sdtPr><w:id w:val="{number}"/><w:alias w:val="For decision"/></w:sdtPr><w:sdtContent>'


TRACKED = (
    f"{_frame(1500150943)}{_RUN}{_WHOLE}</w:r>{_END}"
    f'<w:del w:id="0" {_BY}>{_frame(233472891)}</w:del><w:del w:id="1" {_BY}>{_RUN}'
    f"<w:delText>items for decision</w:delText>{_STRUCK}</w:r></w:del>{_END}"
    f'<w:ins w:id="2" {_BY}>{_frame(1734325659)}</w:ins><w:ins w:id="3" {_BY}>{_RUN}'
    f"<w:t>matters</w:t>{_WHOLE}</w:r></w:ins>{_END}"
    f"{_frame(765930805)}{_RUN}<w:t>.</w:t>{_WHOLE}</w:r>{_END}"
)
"""A change of 'items for decision' to 'matters': found in a report that nobody could open again."""

LINKED = (
    f'{_frame(1)}<w:hyperlink w:anchor="there">{_RUN}<w:t>There are no items for decision.</w:t></w:r></w:hyperlink>'
)
"""A link on the sentence: its frame is never closed. `NEXT` goes on with the paragraph after it."""

NEXT = f"{_frame(2)}{_RUN}<w:t>Alternative options</w:t><w:t>There are no items for decision.</w:t></w:r>{_END}"

_DECISION = re.compile(r'<w:sdt><w:sdtPr><w:alias w:val="For decision"/>.*?</w:sdt>')
_HEADING = re.compile(r'<w:r><w:t xml:space="preserve">Alternative options</w:t></w:r>')


def spoilt(report: Path, line: str, heading: str = "") -> None:
    """Put a line of LibreOffice's in place of the section for decision, and drop every tag, as it does."""

    def edit(xml: str) -> str:
        made = _DECISION.sub(f"<w:p>{line}</w:p>", xml)
        if heading:
            made = _HEADING.sub(heading, made)
        return re.sub(r'<w:tag w:val="[^"]*"/>', "", made)

    change(report, edit)
    saved_by(report, LIBREOFFICE)
