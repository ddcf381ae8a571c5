"""What stands for Windows between VBA and Python: WScript.Shell, xlwings' DLL, and the server object that it gives."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.interpreter import EMPTY, MISSING, VBAArray, VBAInt, VBAObject, VBARuntimeError, method, to_text

from excel_double.values import Untyped, to_com, to_vba
from excel_double.windows import Wrapped
from performance_index.serve import OnlyOurs

if TYPE_CHECKING:
    from excel_double.host import Excel

DLL = """
Function LoadLibrary(ByVal lpLibFileName As String) As Long
    LoadLibrary = Windows.Load(lpLibFileName)
End Function

Function XLPyDLLActivateAuto(ByRef Result As Variant, Optional ByVal Config As String = "", _
                             Optional ByVal mode As Long = 1) As Long
    If Windows.CanServe(Config) Then
        Set Result = Windows.Server
    Else
        Result = Windows.WhyNot(Config)
        XLPyDLLActivateAuto = -1
    End If
End Function
"""
"""The two functions that xlwings' module declares in a DLL and calls, with the same signatures."""

RUNNING_SERVER = "{506e67c3-55b5-48c3-a035-eed5deea7d6d}"
"""The class id that `xlwings.bas` asks for where a server is running already (Debug UDFs)."""

E_FAIL = -2147467259
_COMMAND = re.compile(
    r'cmd\.exe /C (?:\w: & cd "(?P<folder>[^"]*)" & )?"(?P<python>[^"]*)" -B -c "(?P<code>(?:[^"\\]|\\.)*)" +'
    r'(?P<arguments>.*?) +2> "(?P<log>[^"]*)" '
)


class Bridge(ExcelBridge):
    """What VBA finds outside the workbook: also WScript.Shell, and the names that the DLL's functions use."""

    def __init__(self, excel: Excel) -> None:
        super().__init__(excel.application)
        self._excel = excel

    def create(self, type_name_: str) -> object:
        """CreateObject."""
        return Shell(self._excel) if type_name_.lower() == "wscript.shell" else super().create(type_name_)

    def global_object(self, name: str) -> object:
        """A name that VBA can use without saying where it is."""
        return Windows(self._excel) if name == "windows" else super().global_object(name)


class Shell(VBAObject):
    """WScript.Shell: environment, message boxes, and RunPython's command line, which runs in this process."""

    vba_type_name = "IWshShell3"

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    @method
    def ExpandEnvironmentStrings(self, Source: object) -> object:  # noqa: N802, N803 - VBA's own names
        """A text with each %VARIABLE% replaced."""
        return self._excel.computer.expand(to_text(Source))

    @method
    def Run(self, Command: object, Style: object = MISSING, Wait: object = MISSING) -> object:  # noqa: N802, N803, ARG002 - VBA's own
        """Run a command line and wait: its exit code. What it writes as errors goes to the file it names."""
        computer = self._excel.computer
        self._excel.commands.append(to_text(Command))
        found = _COMMAND.fullmatch(to_text(Command))
        if not computer.may_start_programs:
            raise VBARuntimeError(70, "Permission denied")
        if found is None or not computer.has(found["python"]):
            raise VBARuntimeError(E_FAIL, f"Method 'Run' of object 'IWshShell3' failed: {to_text(Command)}")
        arguments = [argument.replace('"', "") for argument in re.findall(r'--\w+=(?:"[^"]*"|\S+)', found["arguments"])]
        said = self._excel.python.run(found["code"].replace('\\"', '"'), arguments)
        computer.files[found["log"]] = said
        return VBAInt(1 if said else 0, "Long")

    @method
    def Popup(self, Text: object, Seconds: object = MISSING, Title: object = MISSING, Type: object = MISSING) -> object:  # noqa: ARG002, N802, N803 - VBA's own
        """A message box."""
        return VBAInt(self._excel.show(to_text(Text), int(to_text(Type)), to_text(Title)), "Long")


class Windows(VBAObject):
    """What the DLL needs of Windows: the disk, and a server started or found."""

    def __init__(self, excel: Excel) -> None:
        self._excel = excel

    @method
    def Load(self, Path: object) -> object:  # noqa: N802, N803 - VBA's own names
        """Load a DLL: 0 where there is no such file, as on any Mac."""
        computer = self._excel.computer
        return VBAInt(1 if computer.has(to_text(Path)) and not computer.is_mac else 0, "Long")

    @method
    def CanServe(self, Config: object) -> object:  # noqa: N802, N803 - VBA's own names
        """Whether a server can be had: one that runs, or one started by the command line."""
        config, computer = to_text(Config), self._excel.computer
        self._excel.activations.append(config)
        if config == RUNNING_SERVER:
            return computer.server_runs
        python = re.search(r'/K ""(.*?)"', config)
        return computer.may_start_programs and python is not None and computer.has(python[1])

    @method
    def WhyNot(self, Config: object) -> object:  # noqa: N802, N803 - VBA's own names
        """The words of the DLL where no server can be had."""
        if to_text(Config) == RUNNING_SERVER:
            return "No command specified in the configuration, cannot autostart server"
        if not self._excel.computer.may_start_programs:
            return "Could not create Python process. Error message: Access is denied"
        return "Could not activate Python COM server, hr = -2147221164 1000"

    @method
    def Server(self) -> object:  # noqa: N802 - VBA's own name
        """The server object: of a server that was started at log-on, ours around xlwings'."""
        whole = self._excel.python.server
        return PythonServer(self._excel, OnlyOurs(whole) if self._excel.activations[-1] == RUNNING_SERVER else whole)


class PythonObject(VBAObject):
    """A Python object that VBA holds and hands back, such as a module."""

    def __init__(self, wrapped: Wrapped) -> None:
        self.wrapped = wrapped


class PythonServer(VBAObject):
    """The server object that Python gives, xlwings' own or ours around it: its methods, called from VBA."""

    vba_type_name = "XLPython"

    def __init__(self, excel: Excel, server: Untyped) -> None:
        self._excel, self._server = excel, server

    def vba_get(self, name: str, args: Sequence[object] = (), named: dict[str, object] | None = None) -> object:
        """Call a method by name; whatever Python raises becomes an error of VBA's."""
        server = self._server
        if named or name not in server._public_methods_:
            raise VBARuntimeError(438, f"Object doesn't support this property or method: {name}")
        given = [_argument(one) for one in args]
        return self._trapped(lambda: getattr(server, name)(*given))

    def _trapped(self, call: Callable[[], Untyped]) -> object:
        try:
            with self._excel.python.at_work():
                result = call()
        except Exception as problem:
            raise VBARuntimeError(E_FAIL, _told(problem)) from problem
        if isinstance(result, Wrapped):
            return PythonObject(result)
        return to_vba(result)


def _told(problem: Exception) -> str:
    """The words of an error of Python's: pywin32 gives the traceback without its causes; xlwings' DLL turns it round.

    CDispatchWrapper::Invoke in the DLL's dispatch.cpp leaves out the first line, "Unexpected Python Error: Traceback
    ...", and empty ones, and puts the last line first.
    """
    lines = "".join(traceback.format_exception(problem, chain=False)).split("\n")
    return "\n".join(line for line in reversed(lines[1:]) if line)


def _argument(value: object) -> object:
    """An argument as COM hands it over: objects as they are, a Python object unwrapped, arrays as sequences."""
    if isinstance(value, PythonObject):
        return value.wrapped
    if isinstance(value, VBAArray) and value.dimensions == 1:
        return tuple(_argument(item) for item in value.items)
    if value is EMPTY:
        return None
    return value if isinstance(value, VBAObject) else to_com(value)
