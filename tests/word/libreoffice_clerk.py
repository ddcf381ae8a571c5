"""A clerk who edits in the real LibreOffice: each edit is made by a macro in a profile, and saved as .docx."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import NamedTuple

from conformance import SECONDS, programs
from performance_index.word.document.package import open_docx
from performance_index.word.document.wordml import w, words

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE {0}:{1} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "{1}.dtd">\n'
)
_MODULE = (
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Clerk" script:language="StarBasic">'
)
_LIBRARY = (
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" '
    'library:readonly="false" library:passwordprotected="false"><library:element library:name="Clerk"/>'
    "</library:library>"
)
_MACRO = """
Sub Main
  On Error GoTo Ended
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden" : hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL("{before}", "_blank", 0, hidden())
  document.lockControllers()
  {edits}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = "MS Word 2007 XML"
  document.storeToURL("{after}", how())
  document.close(True)
Ended:
  StarDesktop.terminate()
End Sub
Sub Change(document, words, typed, link, picture)
  search = document.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  found = document.findFirst(search)
  If IsNull(found) Then Exit Sub
  document.RecordChanges = (typed <> "")
  If typed <> "" Then found.String = typed
  If link <> "" Then found.HyperLinkURL = link
  If picture <> "" Then
    shown = document.createInstance("com.sun.star.text.TextGraphicObject")
    shown.AnchorType = com.sun.star.text.TextContentAnchorType.AS_CHARACTER
    shown.GraphicURL = picture
    found.Text.insertTextContent(found.getEnd(), shown, False)
  End If
End Sub
"""


class Edit(NamedTuple):
    """Words in the document, and what is done there, if they are found: a tracked change, a link, a picture's file."""

    words: str
    new: str = ""
    link: str = ""
    picture: Path | None = None

    @property
    def macro(self) -> str:
        """The edit in LibreOffice's own language."""
        said = (self.words, self.new, self.link, "" if self.picture is None else self.picture.as_uri())
        return "Change(document, {})".format(", ".join(f'"{one}"' for one in said))


def edit_in_libreoffice(path: Path, profile: Path, *edits: Edit) -> bool:
    """Make edits in a document and save it, as a clerk without Word does; False where LibreOffice broke down.

    The macro locks the window, which nobody sees: LibreOffice 7.4 breaks down while it lays out comments in one.
    """
    soffice = programs()["LibreOffice"]
    assert soffice
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    if not profile.exists():  # the first start would put an empty library in place of ours
        subprocess.run([*command, "--terminate_after_init"], check=True, capture_output=True, timeout=SECONDS)
    basic, after = profile / "user" / "basic" / "Standard", path.with_name("after.docx")
    done = "\n  ".join(edit.macro for edit in edits)
    macro = _MACRO.format(before=path.as_uri(), after=after.as_uri(), edits=done)
    head, library = _HEAD.format("script", "module"), _HEAD.format("library", "library") + _LIBRARY
    (basic / "Clerk.xba").write_text(f"{head}{_MODULE}{escape(macro, quote=False)}</script:module>", "utf-8")
    (basic / "script.xlb").write_text(library, "utf-8")
    subprocess.run([*command, "macro:///Standard.Clerk.Main"], check=False, capture_output=True, timeout=SECONDS)
    path.with_name(f".~lock.{path.name}#").unlink(missing_ok=True)  # left where it broke down, saved or not
    if not after.exists():
        return False
    after.replace(path)
    return True


def to_libreoffice_and_back(path: Path, profile: Path) -> None:
    """Open a document in LibreOffice and save it, as a clerk without Word does."""
    soffice = programs()["LibreOffice"]
    assert soffice
    out = profile.parent / "converted"
    own = f"-env:UserInstallation={profile.as_uri()}"
    command = [soffice, own, "--headless", "--convert-to", "docx", "--outdir", str(out), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    (out / path.name).replace(path)


@dataclass(frozen=True)
class LibreOffice:
    """A LibreOffice with a profile of its own, and a picture to put into documents."""

    profile: Path
    picture: Path

    def convert(self, path: Path) -> None:
        """Open a document and save it."""
        to_libreoffice_and_back(path, self.profile)

    def work(self, path: Path, chance: random.Random) -> list[str]:
        """Open a document, as often as not edit it at random, and save it; gives what was done."""
        edits = self._some_edits(path, chance) if chance.random() < 0.6 else []
        if edits and edit_in_libreoffice(path, self.profile, *edits):
            return ["LibreOffice saved it", *(f"there {edit.words!r} became {edit[1:]}" for edit in edits)]
        self.convert(path)
        return ["LibreOffice saved it"]

    def _some_edits(self, path: Path, chance: random.Random) -> list[Edit]:
        said = " ".join(words(line) for line in open_docx(path).element.body.iter(w("p")))
        found = sorted({word for word in re.findall(r"\b[^\W\d_]{4,}\b", said) if "Clerk" not in word})
        return [_some_edit(word, chance, self.picture) for word in chance.sample(found, min(len(found), 3))]


def _some_edit(word: str, chance: random.Random, picture: Path) -> Edit:
    kind = chance.choice(["new", "new", "more", "link", "picture"])
    if kind == "link":
        return Edit(word, link="https://www.example.gov.uk/")
    if kind == "picture":
        return Edit(word, picture=picture)
    kept = f"{word} " if kind == "more" else ""
    return Edit(word, f"{kept}Clerk{chance.getrandbits(40):010x}")
