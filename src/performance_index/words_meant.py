"""What the words of somebody's spreadsheet mean in ours: 'Bigger is better', 'Aim to maximise', 'H', 'R12M'."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum

from performance_index.indicator import DataStatus, Measured, Polarity
from performance_index.period import Frequency
from performance_index.rating import Rating
from performance_index.unit import Unit

Meaning = Callable[[str], Enum | None]
"""Gives our word for a stranger's, None where nobody knows it."""
_POLARITIES = {
    Polarity.HIGHER: r"h|high(er)?|hib|big(ger)?|large(r)?|more|up|increas(e|ed|ing)|maximi[sz](e|ed|ing)|above|"
    r"↑|▲|at least|greater than|higher the better",
    Polarity.LOWER: r"l|low(er)?|lib|small(er)?|less|fewer|down|decreas(e|ed|ing)|reduc(e|ed|ing|tion)|"
    r"minimi[sz](e|ed|ing)|below|↓|▼|at most|less than|lower the better",
    Polarity.CLOSE: r"t|target|on target|in range|within range|range|goldilocks|close(r)?( to target)?|plan|optimum|"
    r"maintain|on plan",
    Polarity.DATA_ONLY: r"n a|na|none|data only|monitor(ing)?( only)?|information( only)?|context(ual)?|track(ing)?|"
    r"no polarity|not applicable|activity|for information",
}
_AROUND = re.compile(
    r"^(aim to|aims? for|aim|good is|good to be|better to be|we want (it )?to|should|a|the|to be|good|better)\s+|"
    r"\s+((is|are|=) (good|better|best)|the better|performance|is good performance|better|good|values?|numbers?)$"
)
_FREQUENCIES = {
    Frequency.MONTHLY: r"m|monthly|month|every month|mth|mthly|per month",
    Frequency.QUARTERLY: r"q|qtr|quarterly|quarter|qtrly|every quarter|per quarter|3 monthly|three monthly",
    Frequency.TERMLY: r"t|termly|term|every term",
    Frequency.ANNUAL: r"a|y|annual(ly)?|year(ly)?|every year|annual indicator|once a year|per year",
}
_MEASURED = {
    Measured.PERIOD_END: r"s|ss|snapshot|point in time|at period end|as at|ms|monthly snapshot|quarter end|month end|"
    r"position|period end",
    Measured.YEAR_TOTAL: r"c|cum|cumulative|ytd|year to date( total)?|running total|year to date total",
    Measured.YEAR_AVERAGE: r"year to date average|ytd average|average ytd|cumulative average|average",
    Measured.ROLLING: r"r|r12|r12m|rolling|rolling (12 months?|year|twelve months)|12 months? rolling|12m rolling",
}
_UNITS = {
    Unit.PERCENT: r"%|percent(age)?|per cent|pct|% points|p|proportion",
    Unit.NUMBER: r"number|no|num|n|nr|#|count|integer|total|volume|numeric|whole number|figure|ratio|score|rate",
    Unit.WEEKS: r"weeks?|wks?",
    Unit.DAYS: r"(average )?days?|av days",
    Unit.RATE: r"(rate )?per 10 ?000( \w+)*|rate per 10 000|per 10k",
    Unit.POUNDS: r"£s?|gbp|pounds?|currency|money|cost",
}
_STATUSES = {
    DataStatus.REPORTED: r"reported|final|actual|confirmed",
    DataStatus.PROVISIONAL: r"provisional|p|prov|estimate(d)?|draft|\*|unvalidated|unconfirmed|interim",
    DataStatus.AWAITING: r"awaiting data|awaited|tbc|pending|(data )?not (yet )?available|to be confirmed",
    DataStatus.NOT_REPORTABLE: r"not reportable|unreliable|suspended",
}
_RATINGS = {
    Rating.BLUE: r"b|blue",
    Rating.GREEN: r"g|green|met|on target|achieved|green star|✓|✔",
    Rating.AMBER: r"a|amber|yellow|within tolerance|near(ly)? met|orange",
    Rating.RED: r"r|red|not met|missed|off target|below target|✗|✘",
}
_NAMED = {
    Unit.PERCENT: r"^%|\(%\)|^(the )?(percentage|proportion|per cent)\b|%( of)?$|\bpercentage of\b|^% ",
    Unit.RATE: r"per 10,?000\b(?!,)",
    Unit.WEEKS: r"\((in )?weeks\)|\bin weeks$|^(average|mean|median) (number of )?weeks\b",
    Unit.DAYS: r"\((in )?(working |calendar )?days\)|\bin (working )?days$|^(average |mean |median )?(number of )?"
    r"(working |calendar )?days\b|^(average|mean|median) time .*\bdays?\b",
    Unit.POUNDS: r"^£|\(£\)|£$",
}
_IN_POUNDS = r"£ ?(?:in )?(?:{0})\b|\b(?:{0}) ?£|\b(?:{0}) of pounds\b"
_IN_NUMBERS = r"\((?:in )?(?:{0})\)|^(?:in )?(?:{0})$"
_THOUSANDS, _MILLIONS, _BILLIONS = r"k|['’]?000['’]?s?|thousands?", r"mn?|millions?", r"bn|billions?"
_SCALES = {
    Unit("£k"): _IN_POUNDS.format(_THOUSANDS),
    Unit("£m"): _IN_POUNDS.format(_MILLIONS),
    Unit("£bn"): _IN_POUNDS.format(_BILLIONS),
    Unit("thousand"): _IN_NUMBERS.format(_THOUSANDS),
    Unit("million"): _IN_NUMBERS.format(r"millions?"),
    Unit("billion"): _IN_NUMBERS.format(_BILLIONS),
}
SCALED = frozenset(_SCALES)
"""The units of money and of numbers in thousands, millions and billions."""
_TARGET_WORDS = (
    (Polarity.HIGHER, r"(.+?) (?:or|and) (?:above|more|over|higher|better|greater)|(.+?) ?\+|(.+?) minimum"),
    (Polarity.LOWER, r"(.+?) (?:or|and) (?:below|less|under|lower|fewer)|(.+?) max(?:imum)?"),
    (
        Polarity.HIGHER,
        r"(?:>=?|≥|at least|more than|greater than|above|over|minimum(?: of)?|min|no(?:t)? less than|exceeds?) ?(.+)",
    ),
    (
        Polarity.LOWER,
        r"(?:<=?|≤|at most|less than|fewer than|below|under|maximum(?: of)?|max|no(?:t)? more than|up to) ?(.+)",
    ),
)
_MAINTAIN = re.compile(r"^(maintain|achieve|keep|stay)( at)? ")
_NO_TARGET = re.compile(
    r"(no|not) target( set)?|none( set)?|not set|n/?a|not applicable|data only|monitor(ing)?( only)?|tracking( only)?|"
    r"contextual|information only|-+|–|—|tbc|tba|to be (set|confirmed|agreed)|trend( only)?|no target \w+"
)


def polarity(words: str) -> Polarity | None:
    """Which way is better; None where the words do not say."""
    plain, before = _plain(words), ""
    while plain != before:
        before, plain = plain, _AROUND.sub("", plain).strip()
    found = [one for one, form in _POLARITIES.items() if re.fullmatch(form, plain)]
    return found[0] if found else None


def frequency(words: str) -> Frequency | None:
    """How often there is a new figure; None where the words do not say."""
    return next((one for one, form in _FREQUENCIES.items() if re.fullmatch(form, _plain(words))), None)


def measured(words: str) -> Measured | None:
    """What a figure covers; None where the words do not say."""
    return next((one for one, form in _MEASURED.items() if re.fullmatch(form, _plain(words))), None)


def unit(words: str) -> Unit | None:
    """The unit that a cell names; None for one that is not among ours."""
    return next((one for one, form in _UNITS.items() if re.fullmatch(form, _plain(words))), None)


def status(words: str) -> DataStatus | None:
    """How far a figure can be relied on; None where the words do not say."""
    return next((one for one, form in _STATUSES.items() if re.fullmatch(form, _plain(words))), None)


def rating(words: str) -> Rating | None:
    """The colour that a cell names; None for other words."""
    return next((one for one, form in _RATINGS.items() if re.fullmatch(form, _plain(words))), None)


def unit_in_name(name: str) -> Unit | None:
    """The unit that an indicator's name tells: '% of ...', '... (days)', '... per 10,000'; None where it tells none."""
    plain = " ".join(name.casefold().split())
    return next((one for one, form in _NAMED.items() if re.search(form, plain)), None)


def scale(words: str) -> Unit | None:
    """The unit of words that say thousands or millions, '(£000)', 'Net spend £m'; None where they say neither."""
    plain = " ".join(words.casefold().split())
    return next((one for one, form in _SCALES.items() if re.search(form, plain)), None)


def no_target(words: str) -> bool:
    """Whether words in a target's cell say that there is none."""
    return bool(_NO_TARGET.fullmatch(" ".join(words.casefold().split())))


def target(words: str) -> tuple[str, Polarity | None]:
    """The figure in a target's words, still as text, and which way is better, where they say it: '9% or above'."""
    plain = " ".join(words.split())
    bare = _MAINTAIN.sub("", plain.casefold())
    for better, form in _TARGET_WORDS:
        if found := re.fullmatch(form, bare):
            return next(group for group in found.groups() if group is not None), better
    return plain, None


def _plain(words: str) -> str:
    """Words in small letters, without the marks between and around them that say nothing."""
    plain = re.sub(r"[()\[\].,:;/&_]+|(?<=\w)[-–](?=\w)|’s|'s", " ", words.casefold())
    return " ".join(plain.split())
