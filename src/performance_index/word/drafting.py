"""Paragraphs, content controls and tables of the template, as XML. Every `<w:id/>` still waits for its number."""

from __future__ import annotations

from dataclasses import dataclass

from performance_index.report import FIGURES, Section
from performance_index.word.document.escaping import quoteattr
from performance_index.word.document.wordml import run_xml
from performance_index.word.styles import NAVY, TEXT_WIDTH

_LEFT_OUT = "left out where nothing is written"
_LOOK = {"firstRow": 1, "lastRow": 0, "firstColumn": 1, "lastColumn": 0, "noHBand": 1, "noVBand": 1}


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its tag, its heading and its width."""

    tag: str
    heading: str
    width: int


def words(text: str, style: str = "") -> str:
    """Give a run of text, in a character style where one is named."""
    named = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    return f"<w:r>{named}{run_xml(text)}</w:r>"


def paragraph(
    style: str, content: str, *, leads_on: bool = False, after_table: bool = False, is_hanging: bool = False
) -> str:
    """Give a paragraph; one that leads on stays on the same page as what follows, one after a table keeps off it.

    One that is hanging has its second line indented, so that it is seen where each of several lines begins.
    """
    keep = "<w:keepNext/>" if leads_on else ""
    space = '<w:spacing w:before="240"/>' if after_table else ""
    indent = '<w:ind w:left="142" w:hanging="142"/>' if is_hanging else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{keep}{space}{indent}</w:pPr>{content}</w:p>'


def heading(text: str, level: int = 1) -> str:
    """Give a heading, typed as a sentence is; Word numbers those of level 1, and their style shows them in capitals."""
    return paragraph(f"Heading{level}", words(text))


def _control(tag: str, title: str, content: str, kind: str = "", *, prompt: bool = False) -> str:
    """Give a content control; `kind` is the element that says what sort it is, none for rich text."""
    shown = "<w:showingPlcHdr/>" if prompt else ""
    return (
        f"<w:sdt><w:sdtPr><w:alias w:val={quoteattr(title)}/><w:tag w:val={quoteattr(tag)}/><w:id/>{shown}{kind}"
        f"</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def block(tag: str, title: str, content: str, *, prompt: bool = False) -> str:
    """Give a control around whole paragraphs or a table; `prompt` when they only say what belongs there."""
    return _control(tag, title, content, prompt=prompt)


def inline(tag: str, title: str, prompt: str, *, date: str = "") -> str:
    """Give a control inside a line, showing its prompt; for a date, in the format given."""
    kind = "<w:text/>"
    if date:
        kind = (
            f'<w:date><w:dateFormat w:val={quoteattr(date)}/><w:lid w:val="en-GB"/>'
            '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
        )
    return _control(tag, title, words(f"[{prompt}]", "PlaceholderText"), kind, prompt=True)


def section(which: Section, style: str, own_words: str = "") -> str:
    """Give a section's control with the template's own words; without any, a prompt that is left out of the report."""
    if own_words:
        return block(which.tag, which.value, paragraph(style, words(own_words)))
    prompt = words(f"[{which.value}: {_LEFT_OUT}]", "PlaceholderText")
    return block(which.tag, which.value, paragraph(style, prompt), prompt=True)


def sentence(tag: str, title: str, text: str, *, leads_on: bool = False, after_table: bool = False) -> str:
    """Give the control of a sentence that is true of some reports only; one that leads on stays with its table."""
    line = paragraph("NumberedParagraph", words(text), leads_on=leads_on, after_table=after_table)
    return block(tag, title, line)


def detail(label: str, tag: str, prompt: str) -> str:
    """Give a line of the block above the report: its label, and a control for what it says."""
    value = inline(tag, label, prompt, date="d MMMM yyyy" if tag == "date" else "")
    return paragraph("ReportDetails", f"{words(f'{label}:', 'Strong')}<w:r><w:tab/></w:r>{value}")


def table(tag: str, title: str, description: str, columns: tuple[Column, ...], width: int = TEXT_WIDTH) -> str:
    """Give a table with a repeated header row and one prototype row, whose cells name their columns."""
    head = "".join(_cell(column, words(column.heading), heading=True) for column in columns)
    cells = "".join(_cell(c, inline(f"{tag}.{c.tag}", c.heading, c.heading.lower())) for c in columns)
    row = f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"
    item = _control(f"{tag}.row", f"{title}: row", row, "<w15:repeatingSectionItem/>")
    rows = _control(f"{tag}.rows", f"{title}: rows", item, "<w15:repeatingSection/>")
    grid = "".join(f'<w:gridCol w:w="{column.width}"/>' for column in columns)
    look = "".join(f' w:{name}="{on}"' for name, on in _LOOK.items())
    return block(
        tag,
        title,
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="06A0"{look}/><w:tblCaption w:val={quoteattr(title)}/>'
        f"<w:tblDescription w:val={quoteattr(description)}/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{rows}</w:tbl>",
    )


def _cell(column: Column, content: str, *, heading: bool = False) -> str:
    shading = f'<w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/>' if heading else ""
    style = "TableHeading" if heading else "TableRating" if column.tag == "rating" else "TableText"
    line = paragraph(style, content, is_hanging=column.tag == FIGURES and not heading)
    return f'<w:tc><w:tcPr><w:tcW w:w="{column.width}" w:type="dxa"/>{shading}</w:tcPr>{line}</w:tc>'
