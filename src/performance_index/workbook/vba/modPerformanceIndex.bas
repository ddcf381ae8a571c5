Attribute VB_Name = "modPerformanceIndex"
Option Explicit
' The buttons. Everything else is in Python: performance_index.excel

Private Const TITLE As String = "Performance Index"

Public Sub GenerateReport()
    If ThisWorkbook.Path = "" Then
        MsgBox "Save the workbook first, then press Generate report again.", vbExclamation, TITLE
        Exit Sub
    End If
    If Not ThisWorkbook.Saved Then
        If MsgBox("The report is made from the saved workbook. Save it now?", vbOKCancel + vbQuestion, TITLE) <> vbOK Then Exit Sub
        ThisWorkbook.Save
    End If
    RunPython "from performance_index import excel; excel.generate_report()"
End Sub
