"""What a file is that is no workbook of the kind that can be read, and the cure, for a sentence that begins with it."""

from __future__ import annotations

from performance_index.workbook.package import Package, name_of

_COPY = "copy its figures into PerformanceIndex.xlsm and name that"


def other_than_a_package(content: bytes) -> str:
    """What a file is that is not even a package of parts; '' where it is one."""
    if content.startswith(b"PK"):
        return ""
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return "has a password; take it off in Excel (File, Info, Protect Workbook), and save it"
        return "has a password or is an old .xls workbook; take the password off, or save it as .xlsm in Excel"
    if content.startswith((b"<", b"\xef\xbb\xbf<")):
        return "is not an Excel workbook but XML or a web page; open it in Excel and save it as .xlsm"
    if b"\0" not in content:
        return f"is not an Excel workbook but plain text, such as CSV; {_COPY}"
    return "is not an Excel workbook; name the .xlsm file"


def other_package(package: Package) -> str:
    """What a package is that is no Excel workbook in XML; '' where it is one, sound or not."""
    if package.has("mimetype") and b"opendocument" in package.read("mimetype"):
        return "is an OpenDocument file (.ods), not an Excel workbook; open it in Excel and save it as .xlsm"
    if not package.has("[Content_Types].xml"):
        return ""
    parts = [one.part for one in package.relationships() if one.kind == "officeDocument"]
    if any(part.casefold().endswith(".bin") for part in parts):
        return "is a binary workbook (.xlsb); save it as .xlsm in Excel"
    others = {"document": "a Word document", "presentation": "a presentation"}
    for part in parts:
        if package.has(part) and name_of(package.root(part)) in others:
            return f"is {others[name_of(package.root(part))]}, not an Excel workbook; name the .xlsm file"
    return ""
