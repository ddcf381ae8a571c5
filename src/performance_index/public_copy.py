"""The index for the public: from a workbook that was read to an .xlsx for anybody, in its place."""

from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from performance_index.finding import Finding, Refused
from performance_index.index import PerformanceIndex
from performance_index.personal import personal
from performance_index.public_tables import public_tables
from performance_index.ready import ready
from performance_index.report_files import folder_for, identity
from performance_index.report_name import name_beside
from performance_index.setting_paths import report_folder
from performance_index.whole_index import index_name
from performance_index.workbook.public import CATEGORY, public_bytes
from performance_index.workbook.read import Reading
from performance_index.write import refuse_to_lose, write_whole


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCopy:
    """A copy that was written: where, of which index, and what is worth a look."""

    path: Path
    index: PerformanceIndex
    findings: tuple[Finding, ...]


def publish_index(
    reading: Reading, book: Path, output: Path | None = None, *, now: dt.datetime, overwrite: bool = False
) -> PublicCopy:
    """Write the public copy of a workbook's index.

    `output` is an .xlsx file or a folder; by default the workbook's report folder. `overwrite` replaces an earlier copy
    of this index, never another file. HasErrors, with the findings: the workbook has errors, or its report folder is
    not there. Refused: the copy cannot be written. After these nothing has been written.
    """
    findings = reading.findings()
    index = ready(str(book), reading, findings)
    name = name_beside(reading.details, index_name(index), ".xlsx")
    target = report_folder(reading, book) / name if output is None else _chosen(output, name)
    subject = str(identity(reading, book))
    refuse_to_lose(target, overwrite=overwrite)
    if target.exists():
        _refuse_anothers(target, subject)
    content = public_bytes(public_tables(index, reading.details), subject, now)
    with folder_for(target):
        write_whole(target, content, overwrite=overwrite)
    return PublicCopy(path=target, index=index, findings=(*findings, *personal(index, reading.details, reading.places)))


def _chosen(output: Path, name: str) -> Path:
    if output.is_dir():
        return output / name
    if output.suffix.lower() != ".xlsx":
        raise Refused(
            f"{output} is not the name of a workbook without macros; give a folder, or a name ending in .xlsx"
        )
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it first, or choose another")
    return output


def _refuse_anothers(target: Path, subject: str) -> None:
    """Raise Refused unless a file is an earlier public copy of the same index, as its properties say."""
    said = _properties(target)
    if said.get("category") != CATEGORY:
        raise Refused(f"{target} is no public copy of an index, so it stays; choose another name")
    if said.get("subject") != subject:
        raise Refused(
            f"{target} is the public copy of {said.get('subject')}, and this is {subject}; choose another name"
        )


def _properties(file: Path) -> dict[str, str]:
    """What a workbook says of itself, by the name of each property; nothing of what is no workbook."""
    try:
        with zipfile.ZipFile(file) as package:
            root = etree.fromstring(package.read("docProps/core.xml"), etree.XMLParser(resolve_entities=False))
    except (zipfile.BadZipFile, KeyError, OSError, etree.XMLSyntaxError):
        return {}
    return {etree.QName(one).localname: one.text or "" for one in root if isinstance(one.tag, str)}
