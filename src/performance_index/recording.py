"""What a report publishes, and of that what a record must say: what is not as it was recorded before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, Indicator
from performance_index.marks import Said, unknown_in
from performance_index.period import Frequency, Month
from performance_index.published_record import (
    CAVEAT,
    COMMENTARY,
    MEASURED,
    NAME,
    STATES,
    UNIT,
    PublishedFigure,
    PublishedText,
    Record,
    as_kept,
)
from performance_index.rating import BY_MARK, Override, RatedIndicator, Rating, RatingRule
from performance_index.report import ReportDetails
from performance_index.same_indicator import same_indicators


@dataclass(frozen=True, slots=True, kw_only=True)
class ToRecord:
    """What a record says, figures and texts; `is_whole`: everything, not only what changed.

    `earlier`: the figures of other years, of a record after which nothing before it need be read; None of any other.
    """

    figures: tuple[PublishedFigure, ...]
    texts: tuple[PublishedText, ...]
    is_whole: bool
    earlier: tuple[PublishedFigure, ...] | None = None


def to_record(
    index: PerformanceIndex, details: ReportDetails, last: Record | None, reasons: Iterable[PublishedText] = ()
) -> ToRecord:
    """What changed since the last record, or everything where there is none, and at the first report of a year.

    So that ten years of records need not be read to make a report, the first of a year has the figures of the years
    before as well. `reasons` are those of the report's amendments, which are recorded each time.
    """
    figures, texts = published(index), published_texts(index, details)
    if last is None:
        return ToRecord(figures=figures, texts=(*texts, *reasons), is_whole=True)
    if index.year > last.period.year:
        texts = (*texts, *_standing_reasons(index, last, reasons := tuple(reasons)), *reasons)
        return ToRecord(figures=figures, texts=texts, is_whole=True, earlier=tuple(_earlier(index, last)))
    figures, texts = tuple(_changed_figures(index, figures, last)), tuple(_changed_texts(texts, last))
    return ToRecord(figures=figures, texts=(*texts, *reasons), is_whole=False)


def _earlier(index: PerformanceIndex, last: Record) -> Iterator[PublishedFigure]:
    """The figures of other years under the numbers of today; none that was withheld.

    Those of an indicator that has left stay under its number, but where another has that now: they are not its own.
    """
    same = {number: index.indicators[position] for position, number in same_indicators(index, last).items()}
    now = {number: one.number for number, one in same.items()}
    others = {number for number, one in same.items() if _is_measured_otherwise(one, number, last)}
    taken = {one.number.casefold() for one in index.indicators}
    for (number, month), one in last.figures.items():
        has_left = number not in now and number not in taken
        is_kept = number not in others and (number in now or has_left)
        if one.given is not None and month.year != index.year and is_kept:
            yield PublishedFigure(
                number=now.get(number, one.number), month=month, figure=one.given, target=None, rating=None
            )


def _is_measured_otherwise(one: Indicator, number: str, last: Record) -> bool:
    """Whether an indicator has another unit now, or measures something else, than was published under this number."""
    then = {of: last.text(number, of) for of in (UNIT, MEASURED)}
    now = {UNIT: one.unit.value, MEASURED: one.measured.value}
    return any(then[of] not in {None, now[of]} for of in now)


def _standing_reasons(index: PerformanceIndex, last: Record, new: Iterable[PublishedText]) -> Iterator[PublishedText]:
    """The reasons that were published for changes of what is still in the index; a new one takes an old one's place."""
    numbers = {"": "", **{one.number.casefold(): one.number for one in index.indicators}}
    said = {one.key for one in new}
    for (number, of), text in last.texts.items():
        if of.startswith(REASON) and text and number in numbers and (number, of) not in said:
            yield PublishedText(number=numbers[number], of=of, text=text)


def published(index: PerformanceIndex) -> tuple[PublishedFigure, ...]:
    """Every figure of the year up to the period end, by indicator in index order, then by month.

    And each word that stands for one in a month in which one is due, as the rating that says why there is none.
    """
    return tuple(figure for rated in index.rated for figure in _figures(rated))


def _figures(rated: RatedIndicator) -> Iterator[PublishedFigure]:
    indicator, rated_month = rated.indicator, rated.month or rated.period
    for month in rated.period.upto():
        figure, is_rated = indicator.figures.get(month.name), month == rated_month
        rating = rated.rating if is_rated else _by_its_word(indicator, month, rated_month)
        if figure is not None or rating is not None:
            target = indicator.target_at(month)
            yield PublishedFigure(
                number=indicator.number,
                month=month,
                figure=figure,
                target=None if target is None else as_kept(target),
                rating=rating,
            )


def _by_its_word(indicator: Indicator, month: Month, rated: Month) -> Rating | None:
    """Why there is no figure in a month before the one that is rated, in which one was due; None where nobody says."""
    mark = indicator.marks.get(month.name)
    is_due = month < rated and month.name in indicator.frequency.due_months
    if mark is None or mark.said is Said.UNKNOWN or indicator.frequency is Frequency.ANNUAL or not is_due:
        return None
    return BY_MARK[mark.said]


def published_texts(index: PerformanceIndex, details: ReportDetails) -> tuple[PublishedText, ...]:
    """Each indicator's definition and words, the rule, then every section's paragraphs; blank ones are none."""
    of_indicators = (
        PublishedText(number=one.number, of=of, text=text)
        for one in index.indicators
        for of, text in words_of(one, index.overrides.get(one.number)).items()
        if text.strip() or of == NAME
    )
    of_rule = (PublishedText(number="", of=of, text=text) for of, text in words_of_rule(index.rule).items() if text)
    of_sections = (
        PublishedText(number="", of=section.value, text=paragraph)
        for section, paragraphs in details.texts.items()
        for paragraph in paragraphs
    )
    return (*of_indicators, *of_rule, *of_sections)


def words_of(one: Indicator, override: Override | None) -> dict[str, str]:
    """What defines an indicator and what is said of it, by the heading of its column; '' for what is blank."""
    return {
        NAME: one.name or one.number,
        "Unit": one.unit.value,
        "Frequency": one.frequency.value,
        "Measured": one.measured.value,
        "Polarity": one.polarity.value,
        "Target": _typed(one, "Target", one.target),
        "Target is": one.target_is.value,
        "Tolerance": _typed(one, "Tolerance", one.tolerance),
        "Tolerance as": one.tolerance_as.value,
        "Data status": one.status.value,
        "Override": override.rating.value if override else "",
        "Override reason": override.reason if override else "",
        COMMENTARY: one.commentary,
        CAVEAT: one.caveat,
    }


def _typed(one: Indicator, heading: str, value: Decimal | None) -> str:
    """A figure as digits; of what is none, and nobody knows what it means, that it is not known."""
    return Rating.NOT_KNOWN.value if unknown_in(one.marks, [heading]) else _plain(value)


def words_of_rule(rule: RatingRule) -> dict[str, str]:
    """The rating rule by the words of the Settings sheet; '' for what is blank."""
    return {
        "In force from": f"{rule.in_force_from:%d/%m/%Y}" if rule.in_force_from else "",
        STATES: str(rule.states),
        "Green within": _plain(rule.green_within),
        "Green within as": rule.green_within_as.value,
        "Improving": rule.improving.value,
        "Blue beyond": _plain(rule.blue_beyond),
        "Blue beyond as": rule.blue_beyond_as.value,
    }


def _plain(value: Decimal | None) -> str:
    """'0.91': a figure as digits, without idle noughts."""
    return "" if value is None else f"{value.normalize():f}"


def _changed_figures(
    index: PerformanceIndex, figures: Iterable[PublishedFigure], last: Record
) -> Iterator[PublishedFigure]:
    """Those that are not as recorded, then those that were recorded and are blank now."""
    now = {one.key: one for one in figures}
    withheld = {one.number.casefold() for one in index.indicators if one.status is DataStatus.NOT_REPORTABLE}
    for key, one in now.items():
        was = last.figures.get(key)
        is_same = was is not None and (one.figure, one.target) == (was.figure, was.target)
        if was is None or not is_same or one.rating not in {None, was.rating} or _is_given_now(one, was, withheld):
            yield one
    months, numbers = set(index.period.upto()), {one.number.casefold() for one in index.indicators}
    for key, was in last.figures.items():
        is_of_it = key[0] in numbers and key[1] in months
        is_given_up = was.figure is not None or (was.rating is Rating.NOT_REPORTABLE and key[0] not in withheld)
        is_given_up = is_given_up or was.rating in {Rating.SUPPRESSED, Rating.NO_FIGURE}
        if is_of_it and key not in now and is_given_up:
            yield PublishedFigure(number=was.number, month=was.month, figure=None, target=None, rating=None)


def _is_given_now(one: PublishedFigure, was: PublishedFigure, withheld: Collection[str]) -> bool:
    """Whether a figure of an earlier month is given that was in the workbook but not in the report, or not for sure."""
    was_open = was.rating in {Rating.AWAITING_DATA, Rating.NOT_DUE, Rating.NOT_KNOWN}
    was_withheld = was.rating is Rating.NOT_REPORTABLE and one.number.casefold() not in withheld
    return one.rating is None and (was_open or was_withheld)


def _changed_texts(texts: Iterable[PublishedText], last: Record) -> Iterator[PublishedText]:
    """Those that are not as recorded, then a blank one for each that is there no longer."""
    now: dict[tuple[str, str], list[PublishedText]] = {}
    for one in texts:
        now.setdefault(one.key, []).append(one)
    for key, several in now.items():
        if _joined(several) != last.texts.get(key):
            yield from several
    numbers = {number for number, of in now if of == NAME}
    for number, typed in last.numbers.items():
        if number not in numbers:
            yield PublishedText(number=typed, of=NAME, text="")
    for number, of in _still_said(last.texts, now, numbers):
        yield PublishedText(number=last.numbers.get(number, number), of=of, text="")


def _still_said(
    recorded: Mapping[tuple[str, str], str], now: Mapping[tuple[str, str], object], numbers: set[str]
) -> Iterator[tuple[str, str]]:
    """What is recorded and no longer said, of what is still there."""
    for (number, of), text in recorded.items():
        is_there = not number or number in numbers
        if is_there and text and (number, of) not in now and not of.startswith(REASON):
            yield number, of


REASON = "Reason: "
"""How what a text is of begins where it is the reason for an amendment; what changed follows."""


def _joined(several: Iterable[PublishedText]) -> str:
    return "\n".join(filter(None, (one.text for one in several)))


def changed(index: PerformanceIndex, record: Record) -> set[str]:
    """The numbers, in small letters, of the indicators whose rated figure is not the one that was recorded."""
    now = {one.number.casefold(): one.figure for one in published(index) if one.rating is not None}
    return {number for number, was in record.rated.items() if number in now and now[number] != was.figure}
