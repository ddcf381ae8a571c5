"""The words that a document with one of everything holds where Word keeps names, and that must not be published."""

from __future__ import annotations

PLANTED = {
    "creator": "who wrote it",
    "modifier": "who saved it last",
    "description": "a note about the draft",
    "company": "the company's name",
    "boss": "the manager's name",
    "property": "a property of the council's own",
    "label": "a label's tenant",
    "commenter": "who commented",
    "remark": "what was commented, and resolved",
    "colleague": "a person known to Word",
    "task": "who was given a task by a comment",
    "state": "what the program keeps to refresh",
    "sharepoint": "what SharePoint keeps",
    "block": "a text block of the template",
    "normal": "the attached template's folder",
    "variable": "a variable",
    "merge": "the list of a mail merge",
    "editor": "who may edit a part",
    "00C0FFEE": "the number of a sitting",
    "printer": "the printer's settings",
    "path": "the folder that a field shows",
    "linked": "the folder of a linked picture",
    "behind": "the workbook behind a chart",
    "deleted": "a picture that was deleted",
    "preview": "a picture of the first page as it was",
    "mark": "the title and tag of a control",
    "camera": "who took a photograph, in its EXIF",
    "lens": "the same in two bytes a letter",
    "video": "what follows a photograph's end",
    "software": "what drew a picture",
    "loop": "a comment in a picture that moves",
    "holiday": "a picture's file, which its frame is called after",
    "beach": "the name of a picture's part",
    "uncut": "a picture as it was before its effects",
    "shape": "what a shape for older programs is called after",
    "packed": "a shape as it once was, in base64",
    "tip": "the folder in a link's tooltip",
    "stylist": "who changed a style",
    "counter": "who changed a numbering",
    "older": "who changed the copy for older programs",
    "_PI_": "a bookmark of ours",
    "fieldwork": "what a program keeps in a field",
    "library": "the owner of a library of references",
    "chapter": "the file of a chapter that a field names",
    "budget": "the workbook's name in a chart's formula",
    "frame": "the file of a web page's frame",
    "salt": "what protection makes of its password",
    "schema": "a schema of the council's own",
    "aside": "a comment in the XML",
    "checker": "what a style checker noted",
}
"""Each stands once or more in the document as 'PLANTED-<name>' (a number and the name of a bookmark as themselves)."""


def plant(name: str) -> str:
    """'PLANTED-creator'."""
    return name if name.startswith(("00", "_")) else f"PLANTED-{name}"
