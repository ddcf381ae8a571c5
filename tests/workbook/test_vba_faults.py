"""What VBA refuses: each kind of fault is planted in a copy of our modules, and something here must see it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from pyopenvba.interpreter import HostBridge, VBAError
from pyvbaanalysis import (
    ConditionalCompilationEnvironment,
    DiagnosticSeverity,
    ModuleInput,
    ProjectIndex,
    ProjectIndexOptions,
    analyze_module,
    analyze_module_options_for,
    build_project_index,
)
from pyvbaanalysis.reader.workbook import OfficeProject, read_office_project

from excel_double.compiler import refusals
from excel_double.computer import Computer
from excel_double.interpreter import Interpreter
from performance_index.workbook import vba

SHIPPED = Path(__file__).parents[2] / "workbook" / "PerformanceIndex.xlsm"
OURS, WRAPPERS = "modPerformanceIndex", "xlwings_udfs"
COMPUTERS = (
    {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 1, "Win64": 1, "Mac": 0},
    {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 1, "Win64": 0, "Mac": 0},
    {"VBA6": 1, "VBA7": 1, "Win16": 0, "Win32": 0, "Win64": 1, "Mac": 1},
)
"""What the compiler has set: Windows with 64 bits, with 32, a Mac."""
AT_64 = "    #End If\n    #If Win64 Then\n        pointer = 0\n    #End If\n"
AT_32 = "    #End If\n    #If Win64 Then\n    #Else\n        pointer = 0\n    #End If\n"
FAULTS = [  # what it is, in which module, what stands there, what is planted
    ("a variable named as a procedure, but for case", OURS, "isOutOfReach", "pythonFailed"),
    (
        "two procedures named alike, but for case",
        OURS,
        "Private Function NotLoaded() As String",
        "Private Function CAUSE() As String",
    ),
    ("a constant named as a procedure", OURS, "Private Const TITLE ", "Private Const Say "),
    ("a module variable declared twice", OURS, "failedWords As String\n", "FailedNumber As String\n"),
    (
        "a local variable declared twice",
        OURS,
        "Dim lines() As String\n",
        "Dim lines() As String, Lines As Long\n",
    ),
    ("a local variable named as an argument", OURS, "Dim more As String", "Dim Detail As String"),
    (
        "two arguments named alike",
        OURS,
        "Say(words As String, detail As String)",
        "Say(words As String, Words As String)",
    ),
    (
        "a local variable named as its function",
        OURS,
        "Dim lines() As String\n",
        "Dim lines() As String, errorof As Long\n",
    ),
    (
        "a procedure of ours named as one of xlwings', called from a third module",
        OURS,
        "Public Function MayAskPython() As Boolean",
        "Public Function MayAskPython() As Boolean\nEnd Function\nPublic Function XLPy() As Object",
    ),
    ("the same wrapper twice", WRAPPERS, "Function RAG_ACTUAL(", "Function RAG("),
    ("two arguments of a wrapper named alike", WRAPPERS, "(number, unit, ", "(number, Number, "),
    ("a misspelt variable", OURS, "interpreter = GetConfig", "interpretr = GetConfig"),
    ("a misspelt constant", OURS, "vbExclamation", "vbExclamationMark"),
    ("a misspelt procedure", OURS, "    RateAgain\n", "    RateOnceMore\n"),
    ("a misspelt function", OURS, "ErrorOf = Join(", "ErrorOf = Jion("),
    ("a misspelt argument in a wrapper", WRAPPERS, "ValueOf(number)", "ValueOf(numbr)"),
    ("a misspelt function in a wrapper", WRAPPERS, "If Not MayAskPython Then", "If Not MayAskPyton Then"),
    ("a wrapper that calls a function that is not there", WRAPPERS, "WithoutPython(", "NoPython("),
    ("a local variable that was not declared", OURS, "    Dim interpreter As String\n", ""),
    ("a loop variable that was not declared", OURS, ", table As ListObject, found As New", ", found As New"),
    ("a reserved word as a variable", OURS, "Dim more As String", "Dim loop As String"),
    ("a reserved word as an argument", OURS, "(procedure As String)", "(next As String)"),
    ("a reserved word as a function", OURS, "Function NotLoaded() As String", "Function Select() As String"),
    ("a reserved word as an argument of a wrapper", WRAPPERS, "(number, unit,", "(date, unit,"),
    ("a name that begins with a digit", OURS, "Dim more As String", "Dim 1more As String"),
    ("one argument too few", OURS, 'RunButton "generate_report"', "RunButton"),
    ("one argument too many", OURS, "Say NotLoaded, problem", "Say NotLoaded, problem, TITLE"),
    (
        "one argument too few for a function",
        OURS,
        "ErrorOf(failedWords)\n            Exit",
        "ErrorOf()\n            Exit",
    ),
    (
        "one argument too many in a wrapper",
        WRAPPERS,
        "WithoutPython(True, Err.Number, Err.Description)",
        "WithoutPython(True, Err.Number, Err.Description, 1)",
    ),
    (
        "one argument too few in a wrapper",
        WRAPPERS,
        "WithoutPython(True, Err.Number, Err.Description)",
        "WithoutPython(True, Err.Number)",
    ),
    ("too few arguments for a function of VBA", OURS, 'Replace(words, vbCr, "")', "Replace(words)"),
    ("too many arguments for a function of VBA", OURS, 'Join(lines, " ")', 'Join(lines, " ", 1)'),
    ("a named argument that is not there", OURS, "Say NotLoaded, problem", "Say NotLoaded, reason:=problem"),
    (
        "a required argument after an optional one",
        OURS,
        "(words As String, detail As String)",
        "(Optional words As String, detail As String)",
    ),
    ("a call of a private procedure of another module", WRAPPERS, "MayAskPython Then", "RateAgain Then"),
    ("a function made private that another module calls", OURS, "Public Function ValueOf", "Private Function ValueOf"),
    (
        "a function made private that a wrapper fails by",
        OURS,
        "Public Function WithoutPython",
        "Private Function WithoutPython",
    ),
    ("a private variable of another module", WRAPPERS, "If Not MayAskPython Then", "If Not isOutOfReach Then"),
    ("parentheses around two arguments of a Sub", OURS, "Say NotLoaded, problem", "Say (NotLoaded, problem)"),
    ("Call without parentheses", OURS, "Say NotLoaded, problem", "Call Say NotLoaded, problem"),
    ("a Sub used as a function", OURS, 'ErrorOf = Join(lines, " ")', 'ErrorOf = PythonFailed("")'),
    ("a value given to a Sub", OURS, "    Say NotLoaded, problem", "    PythonFailed = problem"),
    (
        "a missing Set of a table",
        OURS,
        '    Set table = TableNamed("Indicators")',
        '    table = TableNamed("Indicators")',
    ),
    ("a missing Set of a sheet", OURS, "Set sheet = table.Parent", "sheet = table.Parent"),
    ("a missing Set of a result", OURS, "Then Set TableNamed = table", "Then TableNamed = table"),
    ("a Set of a number", OURS, "failedNumber = number", "Set failedNumber = number"),
    ("a Set of a text", OURS, "interpreter = GetConfig", "Set interpreter = GetConfig"),
    (
        "a ByRef argument of another type",
        OURS,
        "failedNumber As Long, failedWords",
        "failedNumber As Integer, failedWords",
    ),
    ("a ByRef text that is a Variant", OURS, "failedWords As String\n", "failedWords As Variant\n"),
    ("a type that is not there", OURS, "As ListObject, indicator As ListRow", "As ListObject, indicator As ListRows2"),
    ("a For Each over a text", OURS, "For Each indicator In table.ListRows", "For Each indicator In NEEDED"),
    ("a For Each with a number", OURS, "indicator As ListRow\n", "indicator As Long\n"),
    (
        "a value given to a constant",
        OURS,
        "    Say NotLoaded, problem",
        "    SETUP = problem\n    Say NotLoaded, problem",
    ),
    ("a value given to a property that only reads", OURS, "    sheet.Activate", "    sheet.ProtectContents = False"),
    ("a text that is indexed", OURS, "ErrorOf = lines(0)", "ErrorOf = words(0)"),
    ("a ReDim of what is no array", OURS, "ReDim result(0 To found.Count)", "ReDim n(0 To found.Count)"),
    ("Me in a standard module", OURS, "ThisWorkbook.Path", "Me.Path"),
    ("a missing label", OURS, "failed:\n    failedNumber", "    failedNumber"),
    ("a missing label in a wrapper", WRAPPERS, "failed:\n    RAG = ", "    RAG = "),
    ("a label twice", OURS, "failed:\n    FillTable", "failed:\nFailed:\n    FillTable"),
    ("a missing Next", OURS, "    Next n\n    TablesOfBook", "    TablesOfBook"),
    ("a Next too many", OURS, "    Next n\n    TablesOfBook", "    Next n\n    Next n\n    TablesOfBook"),
    ("a Next of another variable", OURS, "    Next indicator", "    Next table"),
    ("a missing End If", OURS, "        Exit Function\n    End If\n    exact", "        Exit Function\n    exact"),
    (
        "an End If too many",
        OURS,
        "    If words Then WithoutPython = NEEDED",
        "    If words Then WithoutPython = NEEDED\n    End If",
    ),
    ("a missing Then", OURS, 'If ThisWorkbook.Path = "" Then', 'If ThisWorkbook.Path = ""'),
    ("a missing End Sub", OURS, "    Say NotLoaded, problem\nEnd Sub", "    Say NotLoaded, problem"),
    ("a missing End Function in a wrapper", WRAPPERS, "End Function\n\nFunction RAG_ACTUAL", "\nFunction RAG_ACTUAL"),
    (
        "End Sub for a function",
        OURS,
        "MayAskPython = Not isOutOfReach\nEnd Function",
        "MayAskPython = Not isOutOfReach\nEnd Sub",
    ),
    (
        "Exit Function in a Sub",
        OURS,
        "            Exit Sub\n        End If\n        RateAgain",
        "            Exit Function\n        End If\n        RateAgain",
    ),
    ("Exit Sub in a wrapper", WRAPPERS, "        Exit Function", "        Exit Sub"),
    ("an ElseIf after Else", OURS, "    ElseIf servesFromLogOn Then", "    Else\n    ElseIf servesFromLogOn Then"),
    ("a statement outside every procedure", OURS, "' --- the cells", "isOutOfReach = False\n' --- the cells"),
    ("a Dim after the first procedure", OURS, "' --- the cells", "Private late As Boolean\n' --- the cells"),
    ("a missing parenthesis", OURS, 'Replace(words, vbCr, "")', 'Replace(words, vbCr, ""'),
    ("a missing operator", OURS, "words & more", "words more"),
    (
        "a continued line that is followed by nothing",
        OURS,
        '"open the workbook, and try again"',
        '"open the workbook, and try again" & _\n',
    ),
    (
        "a call of what only runs in a constant",
        OURS,
        'Private Const NEEDED As String = "',
        'Private Const NEEDED As String = Trim("x") & "',
    ),
    ("a missing #End If", OURS, "    #End If\n", ""),
    ("a missing #End If in a wrapper", WRAPPERS, "    #End If\n", ""),
    ("a #Else too many", OURS, "    #End If\n", "    #Else\n    #Else\n    #End If\n"),
    ("a #If without Then in a wrapper", WRAPPERS, '#If App = "Microsoft Excel" Then', '#If App = "Microsoft Excel"'),
    (
        "a Declare without PtrSafe",
        OURS,
        "' --- the buttons",
        'Private Declare Sub Sleep Lib "kernel32" (ByVal milliseconds As Long)\n\' --- the buttons',
    ),
    (
        "a wrapper's #Const that the compiler cannot work out",
        WRAPPERS,
        '#Const App = "Microsoft Excel"',
        "#Const App = Application.Name",
    ),
    ("more than 24 continued lines", OURS, '"open the workbook, and', '"."' + ' & _\n "."' * 24 + ' & "open, and'),
    ("a line of more than 1,023 characters", OURS, '"open the workbook', '"' + "." * 1024 + "open the workbook"),
    ("Not before a constant of the compiler, which is 1", OURS, "#If Mac Then", "#If Not Mac Then"),
    ("a #If without Then", OURS, "#If Mac Then", "#If Mac"),
    ("a misspelt name on a Mac only", OURS, "    #Else\n", "        RateNever\n    #Else\n"),
    ("a misspelt name on Windows only", OURS, "        RateAgain\n", "        RateAgian\n"),
    ("a block that a #If cuts in two", OURS, "        End If\n    #End If\nEnd", "    #End If\n        End If\nEnd"),
    ("an undeclared name with 64 bits only", OURS, "    #End If\n", AT_64),
    ("an undeclared name with 32 bits only", OURS, "    #End If\n", AT_32),
]


def test_there_are_forty_kinds_of_faults_and_more():
    assert len({what for what, *_ in FAULTS}) == len(FAULTS) >= 40


@pytest.mark.parametrize("module", [OURS, WRAPPERS])
def test_nothing_is_seen_in_the_modules_as_they_are(module: str):
    assert seen(module, sources()[module]) == []


@pytest.mark.parametrize(("module", "find", "plant"), [row[1:] for row in FAULTS], ids=[row[0] for row in FAULTS])
def test_a_planted_fault_is_seen(module: str, find: str, plant: str):
    source = sources()[module]
    planted = source.replace(find, plant)
    assert planted != source
    assert seen(module, planted)


@cache
def sources() -> dict[str, str]:
    """Our modules; of the wrappers the first two, as the others are made alike."""
    found = {name: text.replace("\r\n", "\n") for name, (text, _) in vba.modules().items()}
    found[WRAPPERS] = "\n\nFunction ".join(found[WRAPPERS].split("\n\nFunction ")[:2]) + "\n"
    return found


def seen(module: str, source: str) -> list[str]:
    """What is seen in a module's text: by the double's compiler, by its parser, or else by the analyser."""
    if found := refusals(source):
        return found
    try:
        Interpreter(HostBridge(), Computer()).add_module(source, name=module)
    except VBAError as e:
        return [str(e)]
    for computer in range(len(COMPUTERS)):
        if found := diagnostics(computer, module, source):
            return found
    return []


def diagnostics(computer: int, module: str, source: str) -> list[str]:
    """What the analyser finds in our two modules where one of them has this text."""
    constants = ConditionalCompilationEnvironment(COMPUTERS[computer])
    index, inputs = project(computer)
    inputs = {**inputs, module: replace(inputs[module], source=source)}
    index.set_module(inputs[module])
    found = []
    for name in dict.fromkeys((module, OURS, WRAPPERS)):
        options = analyze_module_options_for(
            index,
            name,
            inputs[name].module_kind,
            conditional_compilation=constants,
            host=book().host,
            referenced_hosts=book().referenced_hosts,
            referenced_libraries=book().referenced_libraries,
            workbook_sheets=book().workbook_sheets,
        )
        found += [
            f"{name}: {one.message}"
            for one in analyze_module(inputs[name].source, options)
            if one.severity in {DiagnosticSeverity.ERROR, DiagnosticSeverity.WARNING}
        ]
        if found:
            break
    index.set_module(project(computer)[1][module])
    return found


@cache
def project(computer: int) -> tuple[ProjectIndex, dict[str, ModuleInput]]:
    """The workbook's modules, indexed as one computer compiles them."""
    read = [module.as_module_input() for module in book().modules]
    ours = {name: sources()[name] for name in (OURS, WRAPPERS)}
    inputs = {one.module_name: replace(one, source=ours.get(one.module_name, one.source)) for one in read}
    constants = ConditionalCompilationEnvironment(COMPUTERS[computer])
    return build_project_index(inputs.values(), options=ProjectIndexOptions(constants)), inputs


@cache
def book() -> OfficeProject:
    """The project in the shipped workbook."""
    return read_office_project(SHIPPED)
