"""What goes beside a published copy, its PDF and its web page: none of an earlier copy may stay there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from performance_index.finding import Finding, Refused, Severity
from performance_index.write import refuse_to_lose


@dataclass(frozen=True, slots=True, kw_only=True)
class Companion:
    """One of them: its file, whether it is asked for, and how it is called and asked for."""

    path: Path
    is_wanted: bool
    called: str
    option: str

    @property
    def stale(self) -> str:
        """What is wrong with one that would not be made anew."""
        return (
            f"{self.path} is the {self.called} of an earlier copy and would not be made anew, so nothing was published"
        )

    def refuse_to_mislead(self, *, overwrite: bool) -> None:
        """Raise Refused where making it would lose a file that is wanted, or not making it would leave an old one."""
        if self.is_wanted:
            refuse_to_lose(self.path, overwrite=overwrite)
        elif self.path.exists():
            raise Refused(f"{self.stale}; make it too ({self.option} --overwrite), or delete it or move it away")


def companions(copy: Path, *, pdf: bool, html: bool) -> tuple[Companion, Companion]:
    """Give a copy's PDF and its web page, where each is or goes: one that is there may end in '.PDF'."""
    return (
        Companion(path=_beside(copy, ".pdf"), is_wanted=pdf, called="PDF", option="--pdf"),
        Companion(path=_beside(copy, ".html"), is_wanted=html, called="web page", option="--html"),
    )


def word_file(output: Path, name: str) -> Path:
    """Give the Word document that a person chose: a file, or one of this name in a folder; else Refused."""
    if output.is_dir():
        return output / name
    if output.suffix.lower() != ".docx":
        raise Refused(f"{output} is not a Word document's name; give a folder, or a name that ends in .docx")
    if not output.parent.is_dir():
        raise Refused(f"there is no folder {output.parent}; make it first, or choose another")
    return output


def not_made(place: Path, called: str, why: str) -> Finding:
    """Say why there is no PDF or no page; the Word document stands. `why` ends in the cure, after a semicolon."""
    what, _, cure = why.partition("; ")
    return Finding(severity=Severity.ERROR, place=str(place), what=f"no {called} was made: {what}", cure=cure)


def _beside(copy: Path, ending: str) -> Path:
    wanted = copy.with_suffix(ending)
    there = (one for one in copy.parent.iterdir() if one.name.casefold() == wanted.name.casefold())
    return next(there, wanted)
