"""Comments that nobody has resolved or deleted yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docx.document import Document
from lxml.etree import _Element as Element

from performance_index.finding import Finding, Severity
from performance_index.word.document.story import Story, read_xml, related
from performance_index.word.document.whereabouts import Whereabouts, quoted
from performance_index.word.document.wordml import W14, W15, text, w

_PARAGRAPH_ID = f"{{{W14}}}paraId"


def open_comments(document: Document, stories: Sequence[Story], places: Whereabouts) -> list[tuple[Element, Finding]]:
    """Give one finding for each conversation that is open, with the element that it is anchored at.

    Replies are counted with the comment that they answer, and a resolved conversation is not open. A comment that
    stands nowhere in the text is invisible in Word, so nobody could close it: it is not open either.
    """
    comments = {one.get(w("id"), ""): one for part in related(document.part, "comments") for one in read_xml(part)}
    done, answered = _resolved(document), _replies(document)
    identities = {number: _paragraph_id(one) for number, one in comments.items()}
    replies = {number for number, identity in identities.items() if identity in answered}
    found = []
    for number, anchor in _anchors(stories).items():
        comment = comments.get(number)
        if comment is None or number in replies or identities[number] in done:
            continue
        count = sum(
            answered[identity] == identities[number] for identity in identities.values() if identity in answered
        )
        finding = Finding(
            severity=Severity.ERROR,
            place=places.of(anchor),
            what=f"a comment is open: {_author(comment)} says {_said(comment, count)}",
            cure="answer it, then resolve or delete it",
        )
        found.append((anchor, finding))
    return found


def _author(comment: Element) -> str:
    return comment.get(w("author"), "").strip() or "somebody"


def _said(comment: Element, replies: int) -> str:
    said = quoted(text(comment)) or "nothing"
    return said if not replies else f"{said}, with {replies} {'reply' if replies == 1 else 'replies'}"


def _anchors(stories: Sequence[Story]) -> dict[str, Element]:
    """Give where each comment stands, by its number: where its range begins, or else its mark."""
    found: dict[str, Element] = {}
    for story in stories:
        for mark in story.root.iter(w("commentRangeStart"), w("commentReference")):
            found.setdefault(mark.get(w("id"), ""), mark)
    return found


def _paragraph_id(comment: Element) -> str:
    """Give the number that the part about conversations knows a comment by: that of its last paragraph."""
    paragraphs = comment.findall(w("p"))
    return paragraphs[-1].get(_PARAGRAPH_ID, "") if paragraphs else ""


def _conversations(document: Document) -> list[Element]:
    return [
        one for part in related(document.part, "commentsExtended") for one in read_xml(part).iter(f"{{{W15}}}commentEx")
    ]


def _resolved(document: Document) -> set[str]:
    return {
        one.get(f"{{{W15}}}paraId", "")
        for one in _conversations(document)
        if one.get(f"{{{W15}}}done") in {"1", "true", "on"}
    } - {""}


def _replies(document: Document) -> Mapping[str, str]:
    """Give what each reply answers."""
    told = (
        (one.get(f"{{{W15}}}paraId", ""), one.get(f"{{{W15}}}paraIdParent", "")) for one in _conversations(document)
    )
    return {reply: parent for reply, parent in told if reply and parent}
