"""The title of the file, which a browser's tab and a screen reader say first: it follows the report's own subject."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document

from performance_index.finding import Finding, Severity
from performance_index.word.document.controls import Control, controls_in
from performance_index.word.document.story import Story
from performance_index.word.document.whereabouts import quoted
from performance_index.word.document.wordml import clean, on_one_line, text
from performance_index.word.fill import TITLE_LENGTH
from performance_index.word.state import read_state

_NAMED = ("subject", "committee")


def follow_subject(document: Document, stories: Sequence[Story]) -> list[Finding]:
    """Make the title say the subject and the committee as they stand, where it still has those it was generated with.

    A warning where the subject's control is gone, and the title says a subject that stands nowhere in the text.
    """
    state = read_state(document)
    said = {} if state is None else {tag: state.texts.get(tag, "") for tag in _NAMED}
    properties = document.core_properties
    if not any(said.values()) or properties.title != _title(said):
        return []
    controls = controls_in(document)
    now = {tag: _standing(controls, tag, said[tag]) for tag in _NAMED}
    properties.title = _title(now)
    everything = on_one_line(" ".join(text(story.root) for story in stories)).casefold()
    if "subject" in controls or on_one_line(now["subject"]).casefold() in everything:
        return []
    return [
        Finding(
            severity=Severity.WARNING,
            place="the document’s properties",
            what=f"the title says {quoted(now['subject'])}, which stands nowhere in the report",
            cure="give the report’s own title (File, Info, Title)",
        )
    ]


def _standing(controls: Mapping[str, Sequence[Control]], tag: str, otherwise: str) -> str:
    """Give what a control of this tag says; what was generated where there is none, or none that says anything."""
    return next((one.text for one in controls.get(tag, ()) if one.text.strip()), otherwise)


def _title(named: Mapping[str, str]) -> str:
    return clean(" – ".join(on_one_line(one) for one in named.values() if one.strip()))[:TITLE_LENGTH]
