"""A template as a file: its main part, with the styles, numbering, settings and footer that all of ours have."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from performance_index.word.document.escaping import escape
from performance_index.word.document.package import content_types, zip_bytes
from performance_index.word.document.wordml import MC, W14, W15, W
from performance_index.word.styles import (
    HEAD,
    MARGIN,
    font_table_xml,
    footer_xml,
    numbering_xml,
    settings_xml,
    styles_xml,
    theme_xml,
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_MADE = "2026-01-01T00:00:00Z"  # never the clock's time: each build gives the same bytes


def whole_document(body: Iterable[str], width: int, height: int) -> str:
    """Give the main part: the body on pages of this size, each control with a number of its own."""
    ids = itertools.count(1)
    text = re.sub("<w:id/>", lambda _: f'<w:id w:val="{next(ids)}"/>', "".join(body))
    turned = ' w:orient="landscape"' if width > height else ""
    return (
        f'{HEAD}<w:document xmlns:w="{W}" xmlns:r="{_OFFICE}" xmlns:mc="{MC}" xmlns:w14="{W14}" xmlns:w15="{W15}" '
        f'mc:Ignorable="w14 w15"><w:body>{text}<w:sectPr><w:footerReference w:type="default" r:id="rId4"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"{turned}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" '
        f'w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="709" w:footer="624" w:gutter="0"/></w:sectPr>'
        "</w:body></w:document>"
    )


def template_bytes(document: str, title: str) -> bytes:
    """Give the file of a template whose main part is `document`, the same bytes each time."""
    parts = {
        "word/document.xml": (f"{_WORD_TYPE}.document.main+xml", document),
        "word/styles.xml": (f"{_WORD_TYPE}.styles+xml", styles_xml()),
        "word/numbering.xml": (f"{_WORD_TYPE}.numbering+xml", numbering_xml()),
        "word/settings.xml": (f"{_WORD_TYPE}.settings+xml", settings_xml()),
        "word/theme/theme1.xml": ("application/vnd.openxmlformats-officedocument.theme+xml", theme_xml()),
        "word/fontTable.xml": (f"{_WORD_TYPE}.fontTable+xml", font_table_xml()),
        "word/footer1.xml": (f"{_WORD_TYPE}.footer+xml", footer_xml()),
        "docProps/core.xml": ("application/vnd.openxmlformats-package.core-properties+xml", _properties_xml(title)),
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
    return zip_bytes((name, xml.encode()) for name, xml in files.items())


def _relationships(*targets: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _properties_xml(title: str) -> str:
    terms = "http://purl.org/dc/terms/"
    when = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{_MADE}</dcterms:{name}>' for name in ("created", "modified")
    )
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="{terms}" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{escape(title)}</dc:title>'
        f"<dc:language>en-GB</dc:language>{when}</cp:coreProperties>"
    )
