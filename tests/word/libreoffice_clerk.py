"""A clerk who edits in the real LibreOffice: each edit is made by a macro in a profile, and saved as .docx."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path
from typing import NamedTuple

from conformance import SECONDS, programs

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
  {edits}
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "FilterName" : how(0).Value = "MS Word 2007 XML"
  document.storeToURL("{after}", how())
  document.close(True)
Ended:
  StarDesktop.terminate()
End Sub
Function Found(document, words)
  search = document.createSearchDescriptor()
  search.SearchString = words
  search.SearchCaseSensitive = True
  Found = document.findFirst(search)
End Function
"""


class Edit(NamedTuple):
    """Words in the document, and what is done there: other words with a tracked change, or a link."""

    words: str
    new: str = ""
    link: str = ""

    @property
    def macro(self) -> str:
        """The edit in LibreOffice's own language."""
        what = f'HyperLinkURL = "{self.link}"' if self.link else f'String = "{self.new}"'
        return f'document.RecordChanges = {not self.link}\n  Found(document, "{self.words}").{what}'


def edit_in_libreoffice(path: Path, profile: Path, *edits: Edit) -> None:
    """Make edits in a document and save it, as a clerk without Word does."""
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
    subprocess.run([*command, "macro:///Standard.Clerk.Main"], check=True, capture_output=True, timeout=SECONDS)
    after.replace(path)
