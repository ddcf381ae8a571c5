"""pyOpenVBA's interpreter with the six limits of version 6.5.0 removed that stop xlwings' own module from running.

Each method of `Interpreter` here is one patch; its docstring says which limit it works around, and
tests/test_in_excel_patches.py fails when pyOpenVBA no longer needs it. Nothing of pyOpenVBA itself is changed: these
are overrides, and an interpreter made elsewhere is as it was.

One override is there for speed: `call` remembers what xlwings' GetConfig said, for as long as nothing that it reads has
changed. Each in-sheet function asks it twenty times, which is nine tenths of the statements that run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from pyopenvba.interpreter import HostBridge, VBAInt, VBARuntimeError
from pyopenvba.interpreter import Interpreter as PyOpenVBAInterpreter
from pyopenvba.interpreter import _ast as syntax
from pyopenvba.interpreter._parse import parse_module
from pyopenvba.interpreter._preprocess import strip_directives
from pyopenvba.interpreter._runtime import Frame, ModuleRuntime, _label_index, _nested_bodies, _scalar
from pyopenvba.interpreter._values import compare, to_text

from excel_double.computer import Computer

Place = tuple[str, int, str]
"""One statement: its module, its line, and what kind it is (an If and its Exit Sub may share a line)."""

_COMMENT = re.compile(r"""^([ \t]*#(?:Const|If|ElseIf)\b(?:[^'"\r\n]|"[^"]*")*)'.*$""", re.MULTILINE | re.IGNORECASE)
_OPEN = re.compile(r"Open (\w+) For Input As (?:# )?(\w+)")
_LINE_INPUT = re.compile(r"Line Input # (\w+) , (\w+)")
_CLOSE = re.compile(r"Close # (\w+)")
_KILL = re.compile(r"Kill (\w+)")
_LIBRARY = re.compile(r"\bVBA\.(?=[A-Za-z])")
_POSIX_PATH = re.compile(r'(?:return POSIX path of \(|set mac_path to POSIX file )"(.*?)"\)? as string')
_MAC = {"Mac": True, "MacOffice16": True, "Win32": False}
"""What the compiler has set on a Mac, where it differs from Windows."""
_COMPARISONS = {"=", "<>", "<", ">", "<=", ">="}


class Interpreter(PyOpenVBAInterpreter):
    """VBA as xlwings' module needs it, on one computer; `executed` are the statements that have run.

    `settings` gives all that xlwings' GetConfig reads, so that what it said can be remembered; None where it cannot be.
    """

    def __init__(
        self, host: HostBridge, computer: Computer, settings: Callable[[], Hashable | None] | None = None
    ) -> None:
        super().__init__(host)
        self.computer = computer
        self.executed: set[Place] = set()
        self.remembered: dict[Hashable, object] = {}
        self._settings = settings or (lambda: None)
        self._intrinsics = {**self._intrinsics, **self._machine_functions()}

    def add_module(self, source: str, *, name: str = "", kind: str = "standard") -> ModuleRuntime:
        """A comment behind a directive (`#Const App = "Microsoft Excel" 'Adjust ...`) is no part of it.

        pyOpenVBA 6.5.0 tries to read it and raises VBACompileError, as it does at `VBA.vbTextCompare`: it knows the
        names of VBA's library without the library's own.
        """
        source = _LIBRARY.sub("", _COMMENT.sub(r"\1", source))
        if self.computer.is_mac and name != "Dictionary":  # whose branch for a Mac has an Enum, to it an object not set
            source = strip_directives(source, module=name, constants=_MAC)
        parsed = _parsed(source, name, kind)
        if not parsed.name:
            return super().add_module(source, name=name, kind=kind)  # which gives it one
        self.modules[parsed.name.lower()] = runtime = ModuleRuntime(parsed, self)
        return runtime

    def call(
        self,
        procedure: syntax.Procedure,
        module: ModuleRuntime,
        args: list[object],
        named: dict[str, object],
        *,
        me: object = None,
    ) -> object:
        """Call a procedure; of xlwings' GetConfig, asked as before with the settings of then, what it said then."""
        asked = procedure.name == "GetConfig" and module.name == "xlwings" and not named
        settings = self._settings() if asked else None
        if settings is None:
            return super().call(procedure, module, args, named, me=me)
        key = (settings, *((type(one), one) for one in map(self._by_value, args)))
        if key not in self.remembered:
            said = super().call(procedure, module, args, named, me=me)
            if self.err.number:
                return said
            self.remembered[key] = said
        self.err.reset()  # as at the beginning of every call
        return self.remembered[key]

    def _binary(self, expression: syntax.Binary, frame: Frame | None) -> object:
        """ "False" compared with a Boolean is False, as in `If GetConfig("Show Console", False) = True`.

        pyOpenVBA 6.5.0 reads the text as a number and raises error 13.
        """
        if expression.op not in _COMPARISONS:
            return super()._binary(expression, frame)
        left = _scalar(self.evaluate(expression.left, frame))
        right = _scalar(self.evaluate(expression.right, frame))
        left, right = _boolean_beside(left, right), _boolean_beside(right, left)
        return compare(expression.op, left, right, text_compare=self.option_compare_text)

    def _handle(self, failure: VBARuntimeError, frame: Frame, statement: syntax.Stmt) -> str:
        """`On Error GoTo` reaches a label inside an If, as RunPython's err_handling is.

        pyOpenVBA 6.5.0 looks for it in the procedure's outermost statements only and raises VBACompileError.
        """
        whole = frame.procedure
        if frame.handler == "goto" and _label_index(whole.body, frame.handler_label) is None:
            frame.procedure = replace(whole, body=_from_label(whole.body, frame.handler_label) or whole.body)
        try:
            return super()._handle(failure, frame, statement)
        finally:
            frame.procedure = whole

    def _execute(self, statement: syntax.Stmt, frame: Frame) -> None:
        """Run one statement, the ones on files and the attributes of a procedure too, and note that it has run.

        pyOpenVBA 6.5.0 raises VBAUnsupportedError at Open, Line Input, Close and Kill, and even at the `Attribute
        RAG.VB_Description = ...` line of a procedure, which in Excel is not a statement at all.
        """
        self.executed.add(place(frame.module, statement))
        attribute = isinstance(statement, syntax.Unsupported) and statement.reason == "a procedure attribute"
        on_files = isinstance(statement, syntax.Unsupported) and self._on_files(statement.text, frame)
        if not (attribute or on_files):
            super()._execute(statement, frame)

    def _on_files(self, text: str, frame: Frame) -> bool:
        """Do a statement on the computer's files; False where it is none of those that xlwings uses."""
        if found := _OPEN.fullmatch(text):
            content = self.computer.text(to_text(self._variable(found[1], frame)))
            self.computer.opened[self._number(found[2], frame)] = content.splitlines()
        elif found := _LINE_INPUT.fullmatch(text):
            line = self.computer.opened[self._number(found[1], frame)].pop(0)
            self.resolve_target(syntax.Name(line=0, name=found[2]), frame).put(line, False)  # noqa: FBT003 - pyOpenVBA's own signature
        elif found := _CLOSE.fullmatch(text):
            del self.computer.opened[self._number(found[1], frame)]
        elif found := _KILL.fullmatch(text):
            self.computer.delete(to_text(self._variable(found[1], frame)))
        else:
            return False
        return True

    def _machine_functions(self) -> dict[str, Any]:
        """VBA's functions that ask the machine: Environ, GetAttr, FreeFile, EOF; on a Mac those of AppleScript.

        pyOpenVBA 6.5.0 leaves them out, since it touches no real machine; these ask the test's own.
        """

        def environ(_: object, given: Sequence[object], __: object) -> object:
            return self.computer.environment.get(to_text(given[0]).upper(), "")

        def attributes(_: object, given: Sequence[object], __: object) -> object:
            self.computer.text(to_text(given[0]))
            return VBAInt(32, "Integer")

        def free_file(_: object, __: object, ___: object) -> object:
            return VBAInt(len(self.computer.opened) + 1, "Integer")

        def at_end(_: object, given: Sequence[object], __: object) -> object:
            return not self.computer.opened[int(to_text(given[0]))]

        def apple_script_task(_: object, given: Sequence[object], __: object) -> object:
            self.computer.tasks.append(to_text(given[2]))
            return "0"

        def mac_script(_: object, given: Sequence[object], __: object) -> object:
            found = _POSIX_PATH.fullmatch(to_text(given[0]))
            if found is None:
                raise VBARuntimeError(5, "Invalid procedure call or argument")
            return found[1]

        of_a_mac = {"applescripttask": apple_script_task, "macscript": mac_script} if self.computer.is_mac else {}
        return {"environ": environ, "getattr": attributes, "freefile": free_file, "eof": at_end, **of_a_mac}

    def _variable(self, name: str, frame: Frame) -> object:
        return self.evaluate(syntax.Name(line=0, name=name), frame)

    def _number(self, name: str, frame: Frame) -> int:
        return int(to_text(self._variable(name, frame)))


@lru_cache(maxsize=64)
def _parsed(source: str, name: str, kind: str) -> syntax.Module:
    """A module's text as pyOpenVBA parses it, once for all workbooks: what runs does not change it."""
    return parse_module(source, name=name, kind=kind)


def place(module: ModuleRuntime, statement: syntax.Stmt) -> Place:
    """Where a statement stands."""
    return module.name, statement.line, type(statement).__name__


def places(module: ModuleRuntime) -> set[Place]:
    """Every statement of a module that does something when it runs."""
    found: set[Place] = set()

    def walk(body: Sequence[syntax.Stmt]) -> None:
        for statement in body:
            if not isinstance(statement, (syntax.Label, syntax.Dim, syntax.Unsupported)):
                found.add(place(module, statement))
            for nested in _nested_bodies(statement):
                walk(nested)

    for procedure in module.parsed.procedures:
        walk(procedure.body)
    return found


def _boolean_beside(value: object, other: object) -> object:
    """The Boolean that a text means where the other side is one."""
    if isinstance(value, str) and isinstance(other, bool) and value.lower() in {"true", "false"}:
        return value.lower() == "true"
    return value


def _from_label(body: Sequence[syntax.Stmt], label: str) -> list[syntax.Stmt] | None:
    """The statements that run from a label to the procedure's end, the label being in this block or inside it."""
    index = _label_index(body, label)
    if index is not None:
        return list(body[index:])
    for at, statement in enumerate(body):
        for nested in _nested_bodies(statement):
            rest = _from_label(nested, label)
            if rest is not None:
                return [*rest, *body[at + 1 :]]
    return None
