"""How the workbook looks: a small set of formats, made once each, and the number format of every unit."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format

from performance_index.unit import Unit

NAVY, INK, QUIET = "#1B365D", "#1A1A1A", "#505A66"
COMPUTED, UNUSED, RULE, PAPER = "#EEF1F5", "#D5DAE1", "#C3CAD4", "#FFFFFF"
FONT = "Arial"

NUMBER_FORMATS = {
    Unit.PERCENT: ("0.0%", "0.0%"),
    Unit.NUMBER: ("#,##0", "#,##0.0"),
    Unit.WEEKS: ("0.0", "0.0"),
    Unit.DAYS: ("0.0", "0.0"),
    Unit.RATE: ("0.0", "0.0"),
    Unit.POUNDS: ("£#,##0", "£#,##0.00"),
    Unit("£k"): ('£#,##0"k"', '£#,##0.0#"k"'),
    Unit("£m"): ('£#,##0"m"', '£#,##0.0##"m"'),
}
"""Excel's number format of each unit: for whole figures, and for others."""
OTHER_FORMATS = ("#,##0", "#,##0.0##")
"""Those of any other unit: up to three decimals, as they were typed."""


def number_format(unit: Unit, figures: Iterable[object]) -> str:
    """The number format of a row of figures in this unit."""
    whole, broken = NUMBER_FORMATS.get(unit, OTHER_FORMATS)
    numbers = [figure for figure in figures if isinstance(figure, int | float)]
    return whole if all(float(figure).is_integer() for figure in numbers) else broken


_WIDTHS = {
    222: "ijl'", 278: " !,./:;ftI[]|", 333: "-()r`", 389: "*", 500: "cksvxyzJ", 584: "+<=>~", 611: "FTZ",
    667: "&ABEKPSVXY", 722: "wCDHNRU", 778: "GOQ", 833: "mM", 889: "%", 944: "W", 1015: "@",
}  # fmt: skip
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
"""Widths of Arial's characters in thousandths of its size (Helvetica's published metrics); all others are 556."""


def height(cells: Iterable[tuple[str, float]], size: float = 10) -> float:
    """The height in points of a row whose cells hold these texts, wrapped in columns this many characters wide.

    Excel fits the height itself when a cell is edited, but a file must bring it along.
    """
    lines = max((_lines(text, (7 * width - 3) * 0.75, size) for text, width in cells), default=1)
    return round(lines * size * 1.26 + 3, 2)


def _lines(text: str, room: float, size: float) -> int:
    """How many lines a text takes in a column with this much room (in points), broken between words."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            wide = sum(_WIDTH.get(c, 556) for c in word) * size / 1000
            if used and used + wide > room:
                count += 1
                used = 0.0
            used += wide + 0.278 * size
    return count


class Style:
    """Makes each format once for one workbook."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        """Begin with none."""
        self._book = book
        self._made: dict[str, Format] = {}

    def __call__(self, **properties: Any) -> Format:  # noqa: ANN401 - XlsxWriter's properties are of many types
        """A format with these properties over the usual ones: Arial 10, at the top of the cell."""
        return self.bare(**{"font_name": FONT, "font_size": 10, "font_color": INK, "valign": "top", **properties})

    def bare(self, **properties: Any) -> Format:  # noqa: ANN401 - as above
        """A format with these properties only, to lay over a cell's own where a condition holds."""
        key = repr(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]

    def title(self) -> Format:
        """The title of a sheet."""
        return self(bold=True, font_size=16, font_color=NAVY, valign="vcenter")

    def heading(self) -> Format:
        """A heading within a sheet."""
        return self(bold=True, font_size=12, font_color=NAVY, valign="vcenter")

    def note(self, **properties: Any) -> Format:  # noqa: ANN401 - as above
        """A quiet line of help."""
        return self(**{"font_color": QUIET, "valign": "vcenter", **properties})

    def head(self, indent: int = 0) -> Format:
        """The heading of a table's column."""
        box = {"border": 1, "border_color": NAVY, "bg_color": NAVY, "font_color": "#FFFFFF"}
        return self(bold=True, text_wrap=True, align="left", indent=indent, valign="vcenter", **box)

    def entry(self, num_format: str = "General", **properties: Any) -> Format:  # noqa: ANN401 - as above
        """A cell that a person fills: white."""
        return self(bg_color=PAPER, border=1, border_color=RULE, num_format=num_format, **properties)

    def computed(self, num_format: str = "General", **properties: Any) -> Format:  # noqa: ANN401 - as above
        """A cell that computes itself: grey."""
        return self(bg_color=COMPUTED, border=1, border_color=RULE, num_format=num_format, **properties)
