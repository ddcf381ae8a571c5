"""What the data changed and the report has no place for any more: its control was deleted.

It is told at each refresh until the new words stand in the text by themselves; the state goes on saying what was there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from performance_index.word.deciding.account import quoted
from performance_index.word.deciding.current import Line
from performance_index.word.deciding.plan import Plan
from performance_index.word.document.wordml import on_one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """A field without its place: its tag now and before (`was`), and what it would read (`said`).

    `is_over`: the data have it no more, and it is to be told where it stands there still.
    """

    tag: str
    was: str
    name: str
    said: str
    cure: str
    is_over: bool = False


def tell_missing(missing: Iterable[Missing], plan: Plan) -> dict[str, str]:
    """Report what the clerk has not written; give its tags, each with its tag of before."""
    told = {}
    for one in missing:
        if _is_written(plan, one.said, anywhere=one.is_over) is one.is_over:
            now = "the report has it no more, and yet it says" if one.is_over else "it would now read"
            what = f"its control was deleted from the report; {now} {quoted(one.said)}"
            plan.report(one.name, what, one.cure)
            told[one.tag] = one.was
    return told


def _is_written(plan: Plan, said: str, *, anywhere: bool) -> bool:
    """Whether each line of this will stand in the report, `anywhere` or outside of controls.

    It does by itself, or after a tab.
    """
    lines = [_will_read(plan, line) for line in plan.current.lines if anywhere or not line.is_in_control]
    lines += plan.texts.values() if anywhere else ()
    parts = (part for said in lines for line in said.split("\n") for part in (line, line.rpartition("\t")[2]))
    written = set(map(on_one_line, parts))
    return all(on_one_line(one) in written for one in said.split("\n"))


def _will_read(plan: Plan, line: Line) -> str:
    """Give what a line will say, with the values in it as they will be."""
    said = plan.line(line)
    for frame in (one for some in plan.current.frames.values() for one in some) if line.has_control and said else ():
        if frame.is_inline and frame.text and frame.handle in plan.texts:
            said = said.replace(frame.text, plan.texts[frame.handle])
    return said
