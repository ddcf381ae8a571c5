"""A council's edits to a file that tests start from: a part changed as text, or a document changed in memory."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

DOCUMENT = "word/document.xml"


def change(path: Path, edit: Callable[[str], str], part: str = DOCUMENT) -> None:
    """Rewrite one part of a file; the edit must change something."""
    source, made = zipfile.ZipFile(io.BytesIO(path.read_bytes())), io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name == part:
                before = content.decode()
                after = edit(before)
                assert after != before, "the edit found nothing to change"
                content = after.encode()
            target.writestr(name, content)
    path.write_bytes(made.getvalue())


def without_control(tag: str) -> Callable[[str], str]:
    """Take a control's tag away, as somebody does who deletes the control and keeps its words."""
    return lambda xml: xml.replace(f'<w:tag w:val="{tag}"/>', "")


def retagged(old: str, new: str) -> Callable[[str], str]:
    """Give a control another tag."""
    return lambda xml: xml.replace(f'<w:tag w:val="{old}"/>', f'<w:tag w:val="{new}"/>')


def cell_of(tag: str, xml: str) -> str:
    """Give the XML of the table cell that holds a control."""
    cells: list[str] = re.findall("<w:tc>.*?</w:tc>", xml)
    return next(cell for cell in cells if f'w:val="{tag}"' in cell)
