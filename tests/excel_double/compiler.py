"""What VBA's compiler refuses and pyOpenVBA runs: blocks, directives and names, by [MS-VBAL].

It is a net with wide meshes, for what the other reader (pyvbaanalysis, in tests/workbook) lets pass too.
"""

from __future__ import annotations

import re

_TEXT = re.compile(r'"[^"]*"')
_COMMENT = re.compile(r"'.*$")
_ENDS = {"if": "End If", "for": "Next", "function": "End Function", "sub": "End Sub", "#if": "#End If"}
_OPENS = re.compile(
    r"(?:(?:public|private|friend|static) )*(?P<procedure>function|sub) |"
    r"(?P<loop>for) |(?P<if>if) .*then$|(?P<cc>#if) ",
    re.IGNORECASE,
)
_CLOSES = re.compile(r"end (?P<end>if|function|sub)$|(?P<next>next)\b|#end (?P<cc>if)$", re.IGNORECASE)
_CONSTANT = re.compile(r'#const \w+ = (?:""|\d+|true|false)$', re.IGNORECASE)
_NOT_A_NUMBER = re.compile(r"#(?:else)?if .*\bnot (?:mac|vba6|vba7|win16|win32|win64)\b", re.IGNORECASE)
_PROCEDURE = re.compile(r"^(?:(?:public|private|friend|static) )*(?P<kind>sub|function) (?P<name>\w+)", re.IGNORECASE)
_MEMBER_VARIABLE = re.compile(
    r"^(?:private|public|dim) (?:const )?(?!sub|function|declare|type|enum)(.+)$", re.IGNORECASE
)


def refusals(source: str) -> list[str]:
    """What a compiler would refuse in a module, each as a sentence with its line."""
    lines = _statements(source)
    return [f"line {number}: {what}" for number, what in sorted({*_blocks(lines), *_directives(lines), *_names(lines)})]


def _statements(source: str) -> list[tuple[int, str]]:
    """Every line with its number, joined where it is continued, without comments and what stands in quotation marks."""
    found, number = [], 0
    for line in re.sub(r" _\r?\n", " \0", source).splitlines():
        number += 1
        plain = _COMMENT.sub("", _TEXT.sub('""', line)).replace("\0", "")
        found.append((number, " ".join(plain.split())))
        number += line.count("\0")
    return found


def _blocks(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Blocks that do not end, or end another one (5.4.2, 3.4.2, 5.3.1)."""
    found: list[tuple[int, str]] = []
    open_blocks: list[str] = []
    for number, line in lines:
        if opened := _OPENS.match(line):
            kind = next(word for word in opened.groups() if word).lower()
            if kind in {"function", "sub"} and open_blocks:
                found.append((number, f"{_ENDS[open_blocks[-1]]} is missing"))
                open_blocks = []
            open_blocks.append(kind)
        elif closed := _CLOSES.match(line):
            kind = {"next": "for"}.get(word := (closed["end"] or closed["next"] or "#if").lower(), word)
            if not open_blocks or open_blocks.pop() != kind:
                found.append((number, f"{line} ends no block"))
                open_blocks = [one for one in open_blocks if one in {"function", "sub"}] if kind != "sub" else []
    return found + [(lines[-1][0], f"{_ENDS[kind]} is missing") for kind in open_blocks]


def _directives(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Directives that cannot be worked out, or not as they read (3.4): Not 1 is -2."""
    found = []
    for number, line in lines:
        if re.match(r"#(?:else)?if ", line, re.IGNORECASE) and not line.lower().endswith(" then"):
            found.append((number, "Then is missing"))
        if line.lower().startswith("#const ") and not _CONSTANT.match(line):
            found.append((number, "the constant cannot be worked out before the code runs"))
        if _NOT_A_NUMBER.match(line):
            found.append((number, "Not makes -2 of the compiler's 1, which is true too"))
    return found


def _names(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Names of a module that are alike but for case (5.2.3.1, 5.3.1), values given to a Sub, and Me (5.6.11)."""
    found, seen, subs = [], set[str](), set[str]()
    in_procedure = False
    for number, line in lines:
        names = []
        if procedure := _PROCEDURE.match(line):
            in_procedure, names = True, [procedure["name"].lower()]
            subs |= set(names) if procedure["kind"].lower() == "sub" else set()
        elif not in_procedure and (declared := _MEMBER_VARIABLE.match(line)):
            names = [part.split()[0].lower() for part in declared[1].split(",")]
        found += [(number, f"the name {name} stands twice in the module") for name in names if name in seen]
        seen |= set(names)
    for number, line in lines:
        target, equals, _ = line.partition(" = ")
        if equals and target.lower() in subs:
            found.append((number, f"{target} is a Sub and takes no value"))
        if re.search(r"(?<![.\w])me\.", line, re.IGNORECASE):
            found.append((number, "Me is only known in a class"))
    return found
