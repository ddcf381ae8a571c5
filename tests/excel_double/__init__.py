"""A double of Excel that runs the workbook's own VBA and our own Python on any machine.

    with Excel(path) as excel:
        excel.type("Index!N23", 30.0)            # type into a cell; what depends on it is worked out
        excel.value("Index!C23")                 # 'Amber'
        excel.answer(Button.OK)                  # what to press in the next message box
        excel.press("Generate report")           # click a button of the sheet
        excel.press_in_ribbon("Check index")     # or of the ribbon
        excel.messages[-1].words                 # 'Report written: ...'

Nobody here has Excel, and service leads never leave it. So the tests need something that goes the whole way a click
goes: from the button to the macro, through xlwings' VBA and xlwings' Python to ours, and back into the workbook.

Real, and unmodified
    * the workbook: the .xlsm file, its formulas, its tables, its configuration sheet, its buttons, its ribbon tab
    * all of its VBA, read out of that file: our module, the generated wrappers, and `xlwings.bas` as installed
    * xlwings' Python side: `udfs.call_udf`, the conversion of arguments with the options that our functions declare,
      `com_server.XLPython` (the server object that VBA calls), `Book.caller()`, `prepare_sys_path`
    * our Python, and what it writes: reports, the workbook itself

Replaced, because it is Windows or Excel
    * Excel: pyOpenVBA's Excel in memory, which holds the cells, calculates, and interprets VBA (`host`)
    * what pyOpenVBA 6.5.0 cannot do yet: `interpreter` (limits of its VBA), `calculation` (limits of its
      recalculation) and a few members of its objects (`host`, `objects`), each told in a docstring; for each
      tests/test_in_excel_patches.py has a test that fails when the patch is no longer needed
    * Windows between VBA and Python: WScript.Shell and the two functions of xlwings' DLL (`server`); the files, the
      environment and IT's rules (`computer`), which a test changes to see what a click does then; a document that is
      opened is noted (`excel.documents`). With `Computer(is_mac=True)` it is a Mac as far as the VBA goes: its own
      branches, and AppleScript, which notes what it is to run
    * pywin32 below xlwings' Python (`windows`), and `xlwings._xlwindows`, xlwings' engine over COM: `engine` and
      `objects` do the same over the Excel in memory, and count the round trips; `values` is what COM makes of a value

Remembered, because it takes minutes of each run: what xlwings' GetConfig said, for as long as nothing that it reads has
changed; a module's text as parsed, and a formula as read; and, only with `Excel(path, remembers=True)`, what an
in-sheet function answered. Ask for that in a test that is not about the functions, the server or failures.
tests/test_in_excel_memory.py holds it to what would be worked out.

Refused, because VBA refuses it and pyOpenVBA runs it: what `compiler` lists, in our own modules.
tests/workbook/test_vba_faults.py plants the faults; `test_vba.py` there has another compiler's eye on it all.

So a test here proves our VBA and Python against each other and against xlwings. It does not prove what only Windows
decides: that the DLL loads, that COM starts, how fast it is, what a sheet looks like. A person with Excel must see.

pyOpenVBA's private names are used, so its version is pinned exactly. Nothing global is left changed: patches are
overrides on objects of the double's own, and what xlwings and the formula engine must know ends with the `with`.
"""

from excel_double.computer import Computer, installed
from excel_double.host import Button, Excel, Message

__all__ = ["Button", "Computer", "Excel", "Message", "installed"]
