"""Convert at the border: what a cell holds (a saved workbook, Excel by xlwings, or CSV text) to the domain's types.

Nothing is guessed: a word where a number belongs, TRUE, or #N/A is a `CellProblem` that says what is there and what to
do; whoever called adds the cell's address. A blank cell is None or '', never nought. Where a figure belongs, words may
stand in its place (`marks`).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from enum import Enum
from typing import TypeGuard, TypeVar

from performance_index.indicator import folded
from performance_index.marks import Mark, Said, mark, target_mark
from performance_index.period import Month
from performance_index.unit import Unit

Choice = TypeVar("Choice", bound=Enum)

_TOO_LARGE = 1e300
_ERRORS = {
    2000: "#NULL!", 2007: "#DIV/0!", 2015: "#VALUE!", 2023: "#REF!", 2029: "#NAME?", 2036: "#NUM!", 2042: "#N/A",
    2043: "#GETTING_DATA", 2045: "#SPILL!", 2046: "#CONNECT!", 2047: "#BLOCKED!", 2048: "#UNKNOWN!", 2049: "#FIELD!",
    2050: "#CALC!", 2051: "#BUSY!",
}  # fmt: skip
"""Excel's error values by the numbers that VBA has for them."""
_ERROR_WORDS = frozenset(_ERRORS.values())
_COM_ERRORS = range(-2146828288, -2146824240)
"""An error value as Windows hands it over, where xlwings makes no text of it. Excel's numbers come as floats."""
_FIGURE = re.compile(r"([-+]?£?|£[-+])(\d{1,3}(,\d{3})+|\d+)?(\.\d+)?%?")
_LINE_END = re.compile(r"\r\n?|\v")
_NOT_IN_A_DOCUMENT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EXCEL_EPOCH = dt.date(1899, 12, 30)


_ENGLISH = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = (
    "(?P<month>jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|"
    "nov(ember)?|dec(ember)?)"
)
_MONTH_FORMS = (
    re.compile(r"(?P<year>\d{4})-(?P<month>\d\d?)(-(?P<day>\d\d?)([t ]00:00(:00(\.0+)?)?)?)?"),
    re.compile(r"((?P<day>\d\d?)/)?(?P<month>\d\d?)/(?P<year>\d{4})"),
    re.compile(rf"((?P<day>\d\d?)[ -])?{_NAME}[ -](?P<year>\d{{4}}|\d\d)"),
)


class _NoResult:
    """A formula whose result the file does not hold: nobody can say that the cell is blank."""


NO_RESULT = _NoResult()


class CellProblem(Exception):  # noqa: N818 - a thing to put right in a cell, not an error of the program
    """A cell does not hold what it should: `what` is there, `cure` is what to do."""

    def __init__(self, what: str, cure: str) -> None:
        """Keep the two halves of the finding that the caller makes of this."""
        super().__init__(f"{what}; {cure}")
        self.what = what
        self.cure = cure


def number(cell: object) -> Decimal | None:
    """Give the figure in a cell, None for a blank one; CellProblem for anything that is not a number.

    A float is taken at the 15 digits that Excel shows and stores: 0.1 + 0.2 is 0.3.
    """
    if _is_blank(cell):
        return None
    _refuse_error(cell)
    if isinstance(cell, Decimal) and cell.is_finite():
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) < _TOO_LARGE:
        return Decimal(f"{cell:.15g}")
    if isinstance(cell, str) and _spells_a_number(cell):
        raise CellProblem(f"{_shown(cell)} is stored as text", "set the cell's format to a number, and type it again")
    raise CellProblem(f"{_shown(cell)} is not a number", "type the figure as a number, or leave the cell blank")


def figure(cell: object) -> Decimal | Mark | None:
    """Give the figure in a cell, or what words in its place say; None for a blank one.

    CellProblem for what is neither figure nor words: a number stored as text, an error value, a date, TRUE.
    """
    if not isinstance(cell, str) or _is_blank(cell) or is_error(cell) or _spells_a_number(cell):
        return number(cell)
    found = mark(cell)
    return found if found.typed else None


def says_no_figure(cell: object) -> bool:
    """Whether words in a figure's cell say, in a way that is known, why there is none: 'n/a', '-', 'tbc', '<5'."""
    return isinstance(cell, str) and bool(cell.strip()) and mark(cell).said is not Said.UNKNOWN


def number_in_text(text: str) -> Decimal | None:
    """Give the figure that a CSV field spells ('0.91', '91%', '1,250', '£3.50'), None for a blank one."""
    if _is_blank(text):
        return None
    spelled = text.strip()
    bare = spelled.replace("£", "").replace(",", "").removesuffix("%")
    if not _FIGURE.fullmatch(spelled) or not bare.strip("+-"):
        raise CellProblem(f"{_shown(text)} is not a number", "write the figure in digits, or leave the field blank")
    value = Decimal(bare)
    return value / 100 if spelled.endswith("%") else value


def month_in_text(text: str) -> Month | None:
    """Give the month that a CSV field spells, None for a blank one; CellProblem for anything else.

    '2024-04', '2024-04-30', '30/04/2024' (the day first), '04/2024', 'April 2024', and 'Apr-24', which Excel makes of
    2024-04 when it saves a CSV; a year of two digits lies from 1950 to 2049, as Windows reads it.
    """
    if not text.strip():
        return None
    try:
        return Month.containing(_day_spelled(text, otherwise="1"))
    except ValueError:
        raise CellProblem(f"{_shown(text)} is not a month", "write the year and the month, such as 2024-04") from None


def day_in_text(text: str) -> dt.date | None:
    """Give the day that words spell in one of those ways, None for blank ones; CellProblem for anything else."""
    if not text.strip():
        return None
    try:
        return _day_spelled(text, otherwise="")
    except ValueError:
        raise CellProblem(f"{_shown(text)} is not a day", "write it as 30/09/2020") from None


def _day_spelled(text: str, *, otherwise: str) -> dt.date:
    """The day, `otherwise` being that of a mere month; ValueError for what is none."""
    spelled = " ".join(text.split()).casefold()
    found = next((match for form in _MONTH_FORMS if (match := form.fullmatch(spelled))), None)
    if found is None:
        raise ValueError(text)
    year, month, day = found["year"], found["month"], found.groupdict().get("day")
    which = int(month) if month.isdigit() else _ENGLISH.index(month[:3]) + 1
    century = "" if len(year) == 4 else "19" if int(year) >= 50 else "20"
    return dt.date(int(century + year), which, int(day or otherwise))


def text(cell: object) -> str:
    """Give the words in a cell without spaces at the ends; '' for a blank one. A number reads as Excel shows it."""
    if _is_blank(cell):
        return ""
    _refuse_error(cell)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, int | float | Decimal):
        return _number_as_text(cell)
    if isinstance(cell, dt.date):
        return f"{cell:%d/%m/%Y}"
    return plain(str(cell)).strip()


def key(cell: object) -> str:
    """Give the number that names a row, such as '16a'; CellProblem for a date: Excel makes one of 1-2."""
    if isinstance(cell, dt.date | dt.time | dt.timedelta):
        what = f"{_shown(cell)} stands where a number belongs: Excel makes a date of what is typed as 1-2 or 1/2"
        raise CellProblem(what, "format the column as Text, and type the number again")
    return "".join(c for c in text(cell) if unicodedata.category(c) != "Cf").strip()  # nobody sees those


def plain(text: str) -> str:
    """A text with its lines parted in one way, and without the control characters that no Word document can hold."""
    return _NOT_IN_A_DOCUMENT.sub("", _LINE_END.sub("\n", text))


def date(cell: object) -> dt.date | None:
    """Give the day in a cell, None for a blank one; a bare Excel day number counts, text does not."""
    if _is_blank(cell):
        return None
    _refuse_error(cell)
    if isinstance(cell, dt.datetime):
        return dt.date(cell.year, cell.month, cell.day)
    if isinstance(cell, dt.date):
        return cell
    if isinstance(cell, int | float) and not isinstance(cell, bool) and 1 <= cell < 2_958_466:
        return _EXCEL_EPOCH + dt.timedelta(days=int(cell))
    raise CellProblem(f"{_shown(cell)} is not a date", "type the date as 30/09/2020")


def day_number(day: dt.date) -> int:
    """Give Excel's number for a day."""
    return (dt.date(day.year, day.month, day.day) - _EXCEL_EPOCH).days


def choice(kind: type[Choice], cell: object, default: Choice) -> Choice:
    """Give the list word in a cell (capitals do not matter), the default for a blank one; CellProblem for others."""
    word = re.sub(r"\s+", " ", text(cell)).casefold()
    if not word:
        return default
    for member in kind:
        if str(member.value).casefold() == word:
            return member
    words = ", ".join(str(member.value) for member in kind)
    raise CellProblem(f"{_shown(cell)} is not in the list", f"choose one of: {words}")


def unit(cell: object, default: Unit) -> Unit:
    """Give the unit in a cell, known or a council's own, the default for a blank one; a word for none is a number.

    CellProblem for what is no unit, and for a word or a sign for per cent that is not %: nobody knows then whether 91 %
    stands as 0.91.
    """
    words = text(cell)
    if not words:
        return default
    if target_mark(words).said is Said.NONE:
        return Unit.NUMBER
    found = Unit.of(words)
    if found != Unit.PERCENT and ("%" in words or folded(words) in _PER_CENT):
        raise CellProblem(f"{_shown(words)} is not how % is written", "choose %, and type 91% as 91%")
    if not any(c.isalpha() or c in "%£$€" for c in words) or len(words) > _LONGEST_UNIT:
        raise CellProblem(f"{_shown(words)} is not a unit", "choose one from the list, or type your own, such as kg")
    return found


_PER_CENT = {"percent", "per cent", "percentage", "percentages", "pct", "pc"}
_LONGEST_UNIT = 40


def _spells_a_number(text: str) -> bool:
    try:
        return number_in_text(text) is not None
    except CellProblem:
        return False


def is_error(cell: object) -> bool:
    """Whether a cell holds an Excel error value such as #N/A."""
    return _is_com_error(cell) or (isinstance(cell, str) and cell.strip().upper() in _ERROR_WORDS)


def _is_com_error(cell: object) -> TypeGuard[int]:
    return isinstance(cell, int) and not isinstance(cell, bool) and cell in _COM_ERRORS


def _is_blank(cell: object) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _refuse_error(cell: object) -> None:
    if cell is NO_RESULT:
        raise CellProblem("the formula here has no saved result", "open it in Excel, let it calculate, and save")
    if is_error(cell):
        shown = _ERRORS.get(cell - _COM_ERRORS.start, "an error value") if _is_com_error(cell) else cell
        raise CellProblem(f"the cell shows {shown}", "mend the formula, or type the value")


def _number_as_text(value: float | Decimal) -> str:
    exact = value if isinstance(value, Decimal) else Decimal(f"{value:.15g}")
    return f"{exact.normalize():f}" if exact.is_finite() else str(value)


def _shown(cell: object) -> str:
    """What is there, short enough for one line."""
    if isinstance(cell, dt.date):
        return f"the date {cell:%d/%m/%Y}"
    if isinstance(cell, dt.time | dt.timedelta):
        return f"the time {cell}"
    if isinstance(cell, bool):
        return str(cell).upper()
    words = " ".join(plain(str(cell)).split())
    return f"'{words}'" if len(words) <= 40 else f"'{words[:39]}…'"
