"""Words that may be about a person, in what is about to be given to the public."""

from __future__ import annotations

import re
from collections.abc import Iterator

from performance_index.finding import Finding, Severity
from performance_index.index import PerformanceIndex
from performance_index.places import Places
from performance_index.report import ReportDetails

_SIGNS = {
    "an e-mail address": re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    "a telephone number": re.compile(r"(?<!\w)(?:\+44|0)(?:[ -]?\d){9,10}(?!\w)"),
}


def personal(index: PerformanceIndex, details: ReportDetails, places: Places) -> Iterator[Finding]:
    """Give a warning for each published cell in which a person of the report, an address or a number is named."""
    signs = _SIGNS | {
        f"the name of {_name(one)}": re.compile(rf"\b{re.escape(_name(one))}\b", re.IGNORECASE)
        for one in (details.lead_officer, details.lead_member, details.contact_officer)
        if " " in _name(one)
    }
    for position, rated in enumerate(index.rated):
        reason = "" if rated.override is None else rated.override.reason
        indicator = rated.indicator
        published = {
            "Indicator": indicator.name,
            "Theme": indicator.theme,
            "Data caveat": indicator.caveat,
            "Override reason": reason,
        }
        for heading, words in published.items():
            for sign, pattern in signs.items():
                if found := pattern.search(words):
                    yield Finding(
                        severity=Severity.WARNING,
                        place=places.indicator(position, heading),
                        what=f"what the public gets has {sign} in it: '{found[0]}'",
                        cure="take it out in the workbook and make it again, if it is not for the public",
                        number=indicator.number,
                    )


def _name(person: str) -> str:
    """'Ann Lee' of 'Ann Lee, Head of Performance'."""
    return re.split(r"[,;(–]| - ", person, maxsplit=1)[0].strip()
