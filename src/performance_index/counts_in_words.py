"""How many indicators have each rating, in sentences: now, and in the report before. All are counted from the rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from performance_index.changes import changes_of_rule
from performance_index.finding import many
from performance_index.history import History
from performance_index.index import PerformanceIndex, listed, why_not_rated
from performance_index.period import long_date
from performance_index.published_record import Record
from performance_index.rating import Rating, RatingRule
from performance_index.report import ReportDetails
from performance_index.report_choices import Counts
from performance_index.rule_in_words import rule_in_words


def counts_if_shown(index: PerformanceIndex, details: ReportDetails, history: History) -> tuple[str, ...]:
    """Give the paragraphs of the report; none where the setting leaves them out."""
    if details.counts is Counts.LEFT_OUT:
        return ()
    before = next(history.earlier(details.meeting_date, index.period), None)
    said = [counts_now(index)]
    said += [] if before is None else [counts_before(before, index.rule)]
    is_asked = details.counts is Counts.WITH_RULE
    return (*said, *([rule_in_words(index.rule, {one.unit for one in index.indicators})] if is_asked else ()))


def counts_now(index: PerformanceIndex) -> str:
    """Give how many are rated, how many of these are of each rating, and how many are not rated and why.

    'Of 32 indicators, 26 are rated: 22 are Green, none is Amber and 4 are Red. 6 are not rated: 4 await data and 2 are
    not reportable.' A rating that the rule does not have is counted only where a decision gave it.
    """
    counts, every = index.counts(), len(index.rated)
    unrated = {rating: counts[rating] for rating in Rating if counts[rating] and not rating.is_rated}
    if not every:
        return "There are no indicators."
    if every == 1:
        (one,) = index.rated
        is_so = f"rated {one.rating.value}" if one.rating.is_rated else f"not rated: it {why_not_rated(one.rating, 1)}"
        return f"The one indicator is {is_so}{' by decision' if one.override else ''}."
    rated = every - sum(unrated.values())
    if not rated:
        return f"None of the {many(every, 'indicator')} is rated: {_reasons(unrated)}."
    lead = f"All {many(every, 'indicator')} are" if rated == every else f"Of {many(every, 'indicator')}, {_are(rated)}"
    said = f"{lead} rated{_by_decision(index)}: {_ratings(counts, index.rule, rated)}."
    return f"{said} {_are(every - rated)} not rated: {_reasons(unrated)}." if unrated else said


def counts_before(record: Record, rule: RatingRule) -> str:
    """Give the counts of the report that was recorded last: its ratings as they were published.

    'In the report for the meeting of 8 July 2020, of figures up to June 2020, there were 30 indicators: 21 were Green,
    2 were Amber, 4 were Red and 3 were not rated.' What the record does not say of one is said of none.
    """
    meeting = f" for the meeting of {long_date(record.meeting)}," if record.meeting else " before,"
    every = len(record.numbers)
    counts = Counter(was.rating for number, was in record.rated.items() if number in record.numbers and was.rating)
    unrated = sum(count for rating, count in counts.items() if not rating.is_rated)
    unknown = every - counts.total()
    parts = [f"{_were(counts[rating])} {rating.value}" for rating in _told(counts, rule)]
    parts += [f"{_were(unrated)} not rated"] if unrated else []
    parts += [f"of {unknown:,} the record does not say"] if unknown else []
    were = "there was 1 indicator" if every == 1 else f"there were {many(every, 'indicator')}"
    said = f"In the report{meeting} of figures up to {record.period.label}, {were}: {listed(parts)}."
    is_other = any(one.heading != "In force from" for one in changes_of_rule(rule, record))
    return f"{said} The rating rule has changed since." if is_other else said


def _ratings(counts: Mapping[Rating, int], rule: RatingRule, rated: int) -> str:
    """'22 are Green, none is Amber and 4 are Red'; 'it is Green' of one."""
    if rated == 1:
        return next(f"it is {rating.value}" for rating in Rating if rating.is_rated and counts[rating])
    return listed([f"{_are(counts[rating])} {rating.value}" for rating in _told(counts, rule)])


def _told(counts: Mapping[Rating, int], rule: RatingRule) -> list[Rating]:
    """Give the ratings that are counted: those of the rule, and any other that something has."""
    by_rule = {2: {Rating.GREEN, Rating.RED}, 3: {Rating.GREEN, Rating.AMBER, Rating.RED}}.get(rule.states)
    return [one for one in Rating if one.is_rated and (by_rule is None or one in by_rule or counts[one])]


def _reasons(unrated: Mapping[Rating, int]) -> str:
    """'4 await data and 2 are not reportable'; 'they await data' where all have one reason, 'it awaits data' of one."""
    if len(unrated) == 1:
        ((reason, count),) = unrated.items()
        return f"{'it' if count == 1 else 'they'} {why_not_rated(reason, count)}"
    return listed([f"{count:,} {why_not_rated(reason, count)}" for reason, count in unrated.items()])


def _by_decision(index: PerformanceIndex) -> str:
    """' (1 by decision)': those that a person rated otherwise than the rule."""
    decided = sum(one.override is not None for one in index.rated)
    return f" ({decided:,} by decision)" if decided else ""


def _are(count: int) -> str:
    return "none is" if not count else f"{count:,} {'is' if count == 1 else 'are'}"


def _were(count: int) -> str:
    return "none was" if not count else f"{count:,} {'was' if count == 1 else 'were'}"
