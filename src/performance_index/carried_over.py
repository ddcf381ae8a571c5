"""Words, data statuses and decisions that nobody has gone through since an earlier period: they would be printed."""

from __future__ import annotations

from collections.abc import Iterator

from performance_index.finding import Finding, Severity
from performance_index.index import PerformanceIndex
from performance_index.indicator import DataStatus, says_nothing
from performance_index.places import Places, Row
from performance_index.published_record import COMMENTARY, Record
from performance_index.rating import RatedIndicator, Rating
from performance_index.recording import changed
from performance_index.report import ReportDetails


def carried_over(index: PerformanceIndex, details: ReportDetails, places: Places) -> Iterator[Finding]:
    """A warning for each row and each section with something that was last gone through for another period.

    `details.words_for` is the period that a person says all words were gone through for. Nothing where nobody has said.
    """
    then = details.words_for
    if then is None or then == index.period:
        return
    cure = (
        f"put right what is no longer so; when all words are right for {index.period.label}, say on the Report sheet "
        f"that the words are for {index.period.end:%d/%m/%Y}"
    )
    for position, rated in enumerate(index.rated):
        if headings := _printed(rated):
            what = f"last gone through for {then.label}: {', '.join(headings)}"
            yield Row(places, position, rated.indicator.number).warning(headings[0], what, cure)
    for section, paragraphs in details.texts.items():
        if paragraphs:
            what = f"last gone through for {then.label}: the text of {section.value}"
            yield Finding(severity=Severity.WARNING, place=places.text(section, 0), what=what, cure=cure)


def word_for_word(index: PerformanceIndex, details: ReportDetails, places: Places, record: Record) -> Iterator[Finding]:
    """A warning for each commentary that is as it was published though its figure changed, and one for all texts."""
    others, then = changed(index, record), record.period.label
    cure = "say what is so now, or leave it if it still is"
    for position, rated in enumerate(index.rated):
        number = rated.indicator.number
        is_same = _is_same(rated.indicator.commentary, record.texts.get((number.casefold(), COMMENTARY), ""))
        if number.casefold() in others and COMMENTARY in _printed(rated) and is_same:
            what = f"the commentary is word for word what was published for {then}, but the figure has changed"
            yield Row(places, position, number).warning(COMMENTARY, what, cure)
    if not others and record.period == index.period:
        return
    same = [
        section
        for section, paragraphs in details.texts.items()
        if paragraphs and _is_same("\n".join(paragraphs), record.texts.get(("", section.value), ""))
    ]
    if same:
        named = ", ".join(section.value for section in same)
        since = "the period" if record.period != index.period else "a figure"
        what = f"word for word what was published for {then}, though {since} has changed: the text of {named}"
        place, *also = (places.text(section, 0) for section in same)
        yield Finding(severity=Severity.WARNING, place=place, what=what, cure=cure, also=tuple(also))


def _is_same(words: str, others: str) -> bool:
    """Whether two texts are the same but for white space."""
    return words.split() == others.split()


def _printed(rated: RatedIndicator) -> list[str]:
    """The headings of what a person said of an indicator for one period, and the report shows or follows."""
    indicator, is_exception = rated.indicator, rated.rating in {Rating.AMBER, Rating.RED}
    said = {
        "Override": rated.override is not None,
        "Data status": indicator.status is not DataStatus.REPORTED,
        "Service commentary": is_exception and not says_nothing(indicator.commentary),
        "Data caveat": not says_nothing(indicator.caveat),
    }
    return [heading for heading, is_said in said.items() if is_said]
