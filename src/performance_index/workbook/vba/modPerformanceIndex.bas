Attribute VB_Name = "modPerformanceIndex"
Option Explicit
' The buttons. Everything else is in Python: performance_index.excel

Private Const TITLE As String = "Performance Index"

Public Sub GenerateReport()
    On Error GoTo failed
    If ThisWorkbook.Path = "" Then
        MsgBox "Save the workbook first, then press Generate report again.", vbExclamation, TITLE
        Exit Sub
    End If
    If Not ThisWorkbook.Saved Then
        If MsgBox("The report is made from the saved workbook. Save it now?", vbOKCancel + vbQuestion, TITLE) <> vbOK Then Exit Sub
        ThisWorkbook.Save
    End If
    RunPython "from performance_index import excel; excel.generate_report()"
    Exit Sub
failed:
    MsgBox "The report could not be made: the workbook could not be saved, or Python could not be reached. " & _
        "Ask your IT service to look at Performance Index on this computer, and show them this:" & vbCrLf & vbCrLf & _
        Err.Description, vbExclamation, TITLE
End Sub
