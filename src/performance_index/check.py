"""All that is wrong with an index, or should be looked at before it is published: place, what is there, what to do."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise

from performance_index.amendments import Amendment, Reason
from performance_index.carried_over import carried_over, word_for_word
from performance_index.finding import Finding, Severity
from performance_index.history import NO_HISTORY, History
from performance_index.index import PerformanceIndex
from performance_index.indicator import (
    DataStatus,
    Indicator,
    Measured,
    Polarity,
    TargetIs,
    ToleranceAs,
    folded,
    says_nothing,
)
from performance_index.last_years_figures import last_years_figures
from performance_index.marks import Said
from performance_index.odd_figures import odd_figures
from performance_index.period import MONTH_NAMES, FinancialYear, Frequency, Month
from performance_index.places import Headings, Places, Row
from performance_index.rating import RatedIndicator, Rating, RatingRule
from performance_index.report import ReportDetails
from performance_index.report_choices import NotRated
from performance_index.stale_ratings import stale_ratings
from performance_index.suppressed import suppressed_since
from performance_index.too_long import too_long
from performance_index.unexplained import unexplained
from performance_index.unit import Unit
from performance_index.unknown_words import unknown_words
from performance_index.unlikely import unlikely_figures, unlikely_rule, unlikely_tolerance
from performance_index.unsaid import unsaid
from performance_index.years_said import other_years


def check(  # noqa: PLR0913 - what is known of an index is named by the caller
    index: PerformanceIndex,
    details: ReportDetails,
    places: Places,
    in_sheet: Mapping[int, str],
    unsure: Collection[int] = (),
    *,
    history: History = NO_HISTORY,
    amended: Sequence[Amendment] = (),
    reasons: Sequence[Reason] = (),
) -> list[Finding]:
    """Every finding, report details first, then indicators in index order.

    `unsure` are the positions of indicators of which a cell cannot be read: nothing is said of what follows from that.
    `in_sheet` maps an indicator's position to the rating that its row showed when the workbook was saved; one that
    differs from the recomputed rating is a finding and is never used. `history`: what was recorded as
    published; `amended`: what has changed since, and `reasons` that people gave for it.
    """
    units = {indicator.unit for indicator in index.indicators}
    found = [*_details(index, details, places), *_rule(index.rule, index.period, units, places)]
    found += _numbers(index, places)
    found += carried_over(index, details, places)
    if (record := history.last()) is not None:
        found += word_for_word(index, details, places, record)
    found += odd_figures(index, record, places, unsure)
    found += last_years_figures(index, record, places, unsure)
    found += unsaid(index, record, places, unsure, is_told=details.not_rated is not NotRated.LEFT_OUT)
    found += suppressed_since(index, details, places, history, reasons, unsure)
    found += too_long(index, details.most_words, places, unsure)
    found += unexplained(amended, reasons, places, history, unsure)
    for position, rated in enumerate(index.rated):
        where = Row(places, position, rated.indicator.number)
        found += unknown_words(rated, where, is_told=details.not_rated is not NotRated.LEFT_OUT)
        if position in unsure:
            continue
        found += [*_definition(rated, where), *_figures(rated, where), *_words(rated, where, index.year)]
        if rated.indicator.number in index.overrides and not rated.by_rule.is_rated:
            what = f"the rating is overridden, but there is none to override ({rated.by_rule.value})"
            found.append(where.warning("Override", what, "clear it, or give the indicator what it needs to be rated"))
    sure = {position: shown for position, shown in in_sheet.items() if position not in unsure}
    return [*found, *stale_ratings(index, places, sure)]


def errors_of(rated: RatedIndicator) -> list[Finding]:
    """The errors in one indicator by itself and in its rule, placed by the column's heading or the rule's word."""
    places = Headings()
    where = Row(places, 0, rated.indicator.number)
    units = {rated.indicator.unit}
    found = [*_rule(rated.rule, rated.period, units, places), *_definition(rated, where), *_figures(rated, where)]
    return [finding for finding in found if finding.severity is Severity.ERROR]


def _details(index: PerformanceIndex, details: ReportDetails, places: Places) -> Iterator[Finding]:
    def finding(severity: Severity, name: str, what: str, cure: str) -> Finding:
        return Finding(severity=severity, place=places.detail(name), what=what, cure=cure)

    yield from _meeting(details.meeting_date, index.period, finding)
    if details.figures_for is not None and details.figures_for != index.year:
        what = f"the period end is in {index.year.label}, but the figures are for {details.figures_for.label}"
        cure = (
            f"correct it; or, to begin {index.year.label}, move the outturns to Last year, clear the months, and then "
            f"say that the figures are for {index.year.label}"
        )
        yield finding(Severity.ERROR, "period_end", what, cure)
    if later := _months_after(index):
        what = f"there are figures for {later}, after the period end"
        cure = "set the period end to the last month that the report is for, or clear those months"
        yield finding(Severity.WARNING, "period_end", what, cure)
    said = {
        "committee": details.committee,
        "wards": details.wards,
        "subject": details.subject,
        "lead_officer": details.lead_officer,
        "lead_member": details.lead_member,
        "contact_officer": details.contact_officer,
        "index_title": index.title,
    }
    for name, words in said.items():
        if not words:
            what = f"'{name.replace('_', ' ').capitalize()}' is blank"
            yield finding(Severity.WARNING, name, what, "enter it here, or type it into the report")
        yield from other_years(words, index.year, places.detail(name))
    for section, paragraphs in details.texts.items():
        for number, paragraph in enumerate(paragraphs):
            yield from other_years(paragraph, index.year, places.text(section, number))


Maker = Callable[[Severity, str, str, str], Finding]


def _meeting(day: dt.date | None, period: Month, finding: Maker) -> Iterator[Finding]:
    if day is None:
        yield finding(
            Severity.ERROR, "meeting_date", "the meeting date is blank", "enter it; the report is named by it"
        )
        return
    what = f"the meeting is on {day:%d/%m/%Y}, "
    cure = "correct the meeting date or the period end"
    if day <= period.end:
        yield finding(Severity.WARNING, "meeting_date", f"{what}before the period has ended", cure)
    elif (day - period.end).days > _HALF_A_YEAR:
        yield finding(Severity.WARNING, "meeting_date", f"{what}more than half a year after {period.label}", cure)


_HALF_A_YEAR = 184


def _months_after(index: PerformanceIndex) -> str:
    """'Oct' or 'Oct to Dec': the first and the last month after the period end that has a figure."""
    filled = {month for indicator in index.indicators for month in indicator.figures}
    later = [month for month in MONTH_NAMES[index.period.elapsed :] if month in filled]
    return " to ".join(dict.fromkeys([later[0], later[-1]])) if later else ""


def _rule(rule: RatingRule, period: Month, units: Collection[Unit], places: Places | Headings) -> Iterator[Finding]:
    since, place = rule.in_force_from, places.rule("In force from")
    if since is None:
        what, cure = "the rule has no date", "enter the date from which it has been used"
        yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
    elif since > period.end:
        what, cure = f"the rule is in force from {since:%d/%m/%Y}, after the period", "enter the rule of that time"
        yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure)
    yield from unlikely_rule(rule, units, places)


def _numbers(index: PerformanceIndex, places: Places) -> Iterator[Finding]:
    times = Counter(indicator.number.casefold() for indicator in index.indicators)
    for position, indicator in enumerate(index.indicators):
        if times[indicator.number.casefold()] > 1:
            what = f"the number {indicator.number} is used {times[indicator.number.casefold()]} times"
            yield Row(places, position, indicator.number).error("No", what, "give each indicator a number of its own")
    named: dict[str, str] = {}
    for position, indicator in enumerate(index.indicators):
        name = folded(indicator.name)
        if name and name in named:
            what = f"indicator {named[name]} has the same name"
            cure = "delete one of the two, or say in its name what is different"
            yield Row(places, position, indicator.number).warning("Indicator", what, cure)
        named.setdefault(name, indicator.number)


def _definition(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    indicator = rated.indicator
    if not indicator.name:
        yield where.error("Indicator", "the indicator has no name", "say what is measured")
    if indicator.polarity is Polarity.DATA_ONLY:
        if indicator.target is not None:
            what = f"there is a target of {indicator.show(indicator.target)}, but Data only is not rated"
            yield where.warning("Polarity", what, "choose which way is better, or clear the target")
        return
    yield from _target(rated, where)
    target = rated.target if indicator.target is None else Fraction(indicator.target)
    if target is None:
        return
    if indicator.tolerance is not None:
        yield from unlikely_tolerance(indicator, target, indicator.tolerance, where)
    elif rated.rule.states > 2 and rated.by_rule is not Rating.NOT_KNOWN:
        make = where.error if rated.by_rule is Rating.RED else where.warning
        is_limit = indicator.tolerance_as is ToleranceAs.RED_LIMIT
        cure = "enter the figure beyond which the rating is Red" if is_limit else "enter 0 for none"
        mark = indicator.marks.get("Tolerance")
        yield make("Tolerance", f"the tolerance is {'blank' if mark is None else mark}", cure)


def _target(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    indicator = rated.indicator
    own = indicator.target_is is TargetIs.YEAR_PROFILE
    if indicator.target is None and not (own and indicator.profile):
        mark = indicator.marks.get("Target")
        if mark is None or mark.said is not Said.UNKNOWN:
            typed = "" if mark is None else f": “{mark.typed}”"
            yield where.warning("Target", f"there is no target{typed}", "enter one, or make the polarity Data only")
        return
    if own and rated.target is None and rated.month is not None:
        month = "Mar" if indicator.frequency is Frequency.ANNUAL else rated.month.name
        what = f"the profile has no target for {month}"
        yield where.warning("Target is", what, f"add a row for {month} to the Profile sheet")
    if indicator.frequency is Frequency.ANNUAL:
        return
    if indicator.target_is is not TargetIs.EVERY_PERIOD and indicator.measured is not Measured.YEAR_TOTAL:
        what = f"the target is for the year, but the figure is measured '{indicator.measured.value}'"
        yield where.warning("Target is", what, "choose 'For every period', or measure it as a year to date total")
    if indicator.target_is is TargetIs.EVERY_PERIOD and indicator.measured is Measured.YEAR_TOTAL:
        what = "a year to date total is held against the same target in every period"
        yield where.warning("Target is", what, "choose 'For the year, even profile' if the target is for the year")
    if own and indicator.tolerance_as is ToleranceAs.RED_LIMIT:
        what = "one red limit is held against a target that changes every month"
        yield where.warning("Tolerance as", what, "choose % of target or Points")


def _figures(rated: RatedIndicator, where: Row) -> Iterator[Finding]:
    indicator = rated.indicator
    often, open_months = indicator.frequency.value.lower(), indicator.frequency.open_months
    said = {month: str(mark) for month, mark in indicator.marks.items() if mark.said in {Said.AWAITED, Said.SUPPRESSED}}
    for month in [*indicator.figures, *(one for one in said if one in MONTH_NAMES)]:
        if month not in open_months:
            what = f"there is {said.get(month, 'a figure')} for {month}, but a {often} indicator has none due then"
            yield where.warning(month, what, "move the figure to the month it is due in, or correct the frequency")
    yield from unlikely_figures(rated, where)
    yield from _fallen_totals(indicator, where)
    if rated.by_rule is Rating.AWAITING_DATA and indicator.status is not DataStatus.AWAITING and not rated.mark:
        assert rated.month is not None
        what = f"a figure is due for {rated.month.name}"
        yield where.warning(rated.month.name, what, "type it, or choose Awaiting data as the data status")
    if indicator.status is DataStatus.AWAITING and rated.actual is not None:
        assert rated.month is not None
        what = f"the data status is Awaiting data, but there is a figure for {rated.month.name}"
        yield where.warning("Data status", what, "choose Reported or Provisional if the figures can be used")


def _fallen_totals(indicator: Indicator, where: Row) -> Iterator[Finding]:
    """A total so far that is less than an earlier one: somebody typed the month's own figure."""
    if indicator.measured is not Measured.YEAR_TOTAL or indicator.frequency is Frequency.ANNUAL:
        return
    typed = [month for month in MONTH_NAMES if month in indicator.figures]
    for before, month in pairwise(typed):
        if indicator.figures[month] < indicator.figures[before]:
            what = f"the year to date total fell to {indicator.show(indicator.figures[month])}"
            yield where.warning(month, what, "type the total of the year so far, not the month's own figure")


def _words(rated: RatedIndicator, where: Row, year: FinancialYear) -> Iterator[Finding]:
    indicator = rated.indicator
    if rated.rating in {Rating.AMBER, Rating.RED} and says_nothing(indicator.commentary):
        typed = indicator.commentary.strip()
        what = f"rated {rated.rating.value} without a commentary{typed and f': {typed!r} says nothing'}"
        yield where.warning("Service commentary", what, f"ask {indicator.lead_service or 'the lead service'} for it")
    if not rated.rating.is_rated and not says_nothing(indicator.commentary):
        what = f"the report does not print this commentary, as the indicator is not rated ({rated.rating.value})"
        cure = "say it as a data caveat, which is printed, or keep it for when there is a rating"
        yield where.warning("Service commentary", what, cure)
    if indicator.status is DataStatus.NOT_REPORTABLE and says_nothing(indicator.caveat):
        yield where.warning("Data caveat", "not reportable, and no data caveat says why", "say why")
    elif indicator.caveat.strip() and says_nothing(indicator.caveat):
        what = f"{indicator.caveat.strip()!r} says nothing, so the report lists no caveat"
        yield where.warning("Data caveat", what, "clear the cell, or say what a reader should know of the figure")
    texts = {
        "Indicator": indicator.name,
        "Service commentary": indicator.commentary,
        "Data caveat": indicator.caveat,
        "Override reason": rated.override.reason if rated.override else "",
    }
    for heading, words in texts.items():
        for finding in other_years(words, year, ""):
            yield where.warning(heading, finding.what, finding.cure)
