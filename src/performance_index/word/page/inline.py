"""What stands in the lines of a text, made plain in place: hidden words, fields, symbols, what no converter reads."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from performance_index.word.document.fields import Field, fields_in, remove_empty_run
from performance_index.word.document.formatting import Formatting
from performance_index.word.document.grid import cells_of, is_on, rows_of
from performance_index.word.document.wordml import new_element, run_xml, w
from performance_index.word.page.boxes import remove, unwrap

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_AROUND = tuple(map(w, ("dir", "bdo", "ruby", "rubyBase", "rt", "smartTag", "customXml")))
_NEVER = tuple(map(w, ("pgNum", "rubyPr", "smartTagPr", "customXmlPr", "bdoPr")))
_OTHER_NAMES = {w("cr"): "<w:br/>", w("ptab"): "<w:tab/>"}
_OF_PAGES = {"PAGE", "NUMPAGES", "SECTIONPAGES"}
_SYMBOLS = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings")
_PAGE = "\ue002"
_PAGES = re.compile(rf"[\s|·•–—-]*(page|p\.?)?\s*{_PAGE}(\s*(of|/)\s*{_PAGE})?[\s|·•–—-]*", re.IGNORECASE)
_ADDRESS = re.compile(r'"([^"]*)"|(\S+)')


def hide_hidden(root: Element, formatting: Formatting) -> None:
    """Take out the words that Word does not show, or does not show on the web, and the cells that are merged away."""
    for run in list(root.iter(w("r"))):
        if is_on(formatting.run(run, "vanish")) or is_on(formatting.run(run, "webHidden")):
            _empty(run)
    for table in root.iter(w("tbl")):
        for row in rows_of(table):
            _merge(cells_of(row))


def _empty(run: Element) -> None:
    """Take the words out of a run; fields may begin and end in it."""
    for child in list(run):
        if child.tag not in {w("rPr"), w("fldChar"), w("instrText")}:
            run.remove(child)


def _merge(cells: list[Element]) -> None:
    """Make one wide cell of those that an old program merged, and leave nothing in what is merged upwards."""
    before: Element | None = None
    for cell in cells:
        across, down = (cell.find(f"{w('tcPr')}/{w(name)}") for name in ("hMerge", "vMerge"))
        if before is not None and across is not None and across.get(w("val"), "continue") != "restart":
            _widen(before)
            remove(cell)
            continue
        if down is not None and down.get(w("val"), "continue") != "restart":
            for child in [one for one in cell if one.tag != w("tcPr")]:
                cell.remove(child)
            cell.append(new_element("<w:p/>"))
        before = cell


def _widen(cell: Element) -> None:
    properties = cell.find(w("tcPr"))
    assert properties is not None  # it says that it is merged
    span = properties.find(w("gridSpan"))
    if span is None:
        span = new_element('<w:gridSpan w:val="1"/>')
        properties.insert(0, span)
    width = span.get(w("val"), "1")
    span.set(w("val"), str(int(width) + 1 if width.isdecimal() else 2))


def settle_fields(root: Element, *, by_pages: bool) -> None:
    """Leave the words of every field, and of links where they lead; `by_pages`: a page number is marked as one."""
    for one in list(fields_in(root)):
        if one.name == "HYPERLINK" and root.tag is not None and one.result:
            _settle_link(one)
        elif one.name == "FORMCHECKBOX":
            _settle_box(one)
        else:
            if by_pages and one.name in _OF_PAGES:
                _mark_page(one)
            one.take_away()


def _settle_link(field: Field) -> None:
    """Write a link's instruction in its shortest form, which every converter reads; one to nowhere is taken away."""
    address, place = _leads_to(field.instruction)
    said = (
        f'HYPERLINK \\l "{place}"' if place and not address else f'HYPERLINK "{address}{f"#{place}" if place else ""}"'
    )
    pieces = [one for one in field.machinery if one.tag == w("instrText")]
    if not pieces or not (address or place):
        field.take_away()
        return
    pieces[0].text = said
    for piece in pieces[1:]:
        piece.text = ""


def _leads_to(instruction: str) -> tuple[str, str]:
    r"""Give the address and the place in it from HYPERLINK "address" \\l "place" \\o "tip"."""
    address, place, switch = "", "", ""
    for found in _ADDRESS.finditer(instruction.strip()[len("HYPERLINK") :]):
        said = found[1] if found[1] is not None else found[2]
        if found[1] is None and said.startswith("\\"):
            switch = said[1:].lower()
        elif switch == "l":
            place, switch = said, ""
        elif switch in {"", "n", "m", "h"} and not address:
            address, switch = said, ""
        else:
            switch = ""
    return address, place


def _settle_box(field: Field) -> None:
    """Put a ticked or an empty box in place of an old form's."""
    ticks = [tick for piece in field.machinery for tick in piece.iter(w("checkBox"))]
    checked = [
        one.find(w("checked")) if one.find(w("checked")) is not None else one.find(w("default")) for one in ticks
    ]
    first = field.machinery[0]
    first.addprevious(new_element(f"<w:t>{'☑' if any(map(is_on, checked)) else '☐'}</w:t>"))
    field.take_away()


def _mark_page(field: Field) -> None:
    texts = [text for piece in field.result for text in ([piece] if piece.tag == w("t") else piece.iter(w("t")))]
    for n, text in enumerate(texts):
        text.text = "" if n else _PAGE


def drop_page_numbers(paragraph: Element) -> None:
    """Take 'Page 2 of 5' out of a line at the top or the foot of a page: the web has no pages."""
    texts = list(paragraph.iter(w("t")))
    said = "".join(text.text or "" for text in texts)
    if _PAGE not in said:
        return
    kept = _PAGES.sub(_PAGE, said).replace(_PAGE, " ").strip()
    for n, text in enumerate(texts):
        text.text = "" if n else kept
    for tab in list(paragraph.iter(w("tab"), w("ptab"))) if not kept else ():
        remove(tab)


def make_readable(root: Element, formatting: Formatting) -> list[str]:
    """Leave nothing in the lines that a converter passes over; give what is noted in its place, in words."""
    told = []
    for formula in list(root.iter(f"{_MATH}oMathPara", f"{_MATH}oMath")):
        if next(formula.iterancestors(f"{_MATH}oMathPara", f"{_MATH}oMath"), None) is None:
            formula.addprevious(new_element("<w:r><w:t>[A formula, which the Word document shows]</w:t></w:r>"))
            remove(formula)
            told.append("a formula")
    for chunk in list(root.iter(w("altChunk"))):
        note = "[Part of another file, which the Word document shows]"
        chunk.addprevious(new_element(f"<w:p><w:r><w:t>{note}</w:t></w:r></w:p>"))
        remove(chunk)
        told.append("part of another file")
    for gone in list(root.iter(*_NEVER)):
        remove(gone)
    for around in reversed(list(root.iter(*_AROUND))):
        unwrap(around)
    for named in list(root.iter(*_OTHER_NAMES)):
        if next(named.iterancestors(w("pPr")), None) is None:
            named.addprevious(new_element(_OTHER_NAMES[str(named.tag)]))
            remove(named)
    for run in list(root.iter(w("r"))):
        _write_symbols(run, formatting)
        remove_empty_run(run)
    return told


def _write_symbols(run: Element, formatting: Formatting) -> None:
    """Say of letters in a font of symbols that they are symbols: a tick is typed as ü."""
    fonts = formatting.run(run, "rFonts")
    name = "" if fonts is None else fonts.get(w("ascii"), "")
    if name not in _SYMBOLS:
        return
    for text in list(run.findall(w("t"))):
        for letter in text.text or "":
            code = ord(letter) & 0xFF if 0xF000 <= ord(letter) <= 0xF0FF else ord(letter)
            is_symbol = 0x21 <= code <= 0xFF
            xml = f'<w:sym w:font="{name}" w:char="F0{code:02X}"/>' if is_symbol else run_xml(letter)
            text.addprevious(new_element(f"<w:r>{xml}</w:r>")[0])
        remove(text)
