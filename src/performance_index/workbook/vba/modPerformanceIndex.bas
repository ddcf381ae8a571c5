Attribute VB_Name = "modPerformanceIndex"
Option Explicit
' The buttons, what the cells share, and what Python asks of this workbook. What it all means is in Python:
' performance_index.excel

Private Const TITLE As String = "Performance Index"
Private Const NEEDED As String = "Rating needs Python: see Guide"
Private Const SETUP As String = "Ask your IT service to follow docs/it-setup.md of Performance Index"
' So that a Python without our package, or with an older one, ends in a sentence too
Private Const COMMAND As String = "exec('try:\n from performance_index.excel import {} as run\nexcept Exception as e:\n " & _
    "import xlwings\n xlwings.Book.caller().macro(\'PythonFailed\')(repr(e))\nelse:\n run()')"

Private pythonFailed As Boolean ' then no cell tries again, until a button is pressed or the workbook is opened again

' --- the buttons, on the sheet and in the ribbon ---------------------------------------------------------------------

Public Sub GenerateReport()
    RunButton "generate_report"
End Sub

Public Sub CheckIndex()
    RunButton "check_index"
End Sub

Public Sub RecordAsPublished()
    RunButton "record_as_published"
End Sub

Public Sub RibbonButton(control As Object)
    RunButton control.Tag
End Sub

Private Sub RunButton(procedure As String)
    Dim interpreter As String, number As Long, problem As String
    On Error GoTo failed
    If ThisWorkbook.Path = "" Then
        Say "Save the workbook first, so that it has a folder for its reports. Then press the button again.", ""
        Exit Sub
    End If
    interpreter = GetConfig("INTERPRETER_WIN", "")
    If (interpreter Like "?:\*" Or interpreter Like "\\*") And Not FileExists(interpreter) Then
        Say "Performance Index is not installed on this computer: it looks for Python at the place below. " & SETUP & ".", interpreter
        Exit Sub
    End If
    RateAgain
    RunPython Replace(COMMAND, "{}", procedure)
    Exit Sub
failed:
    number = Err.Number
    problem = Err.Description ' before Cause, which loses them
    Say Cause(number), problem
End Sub

Private Function Cause(number As Long) As String
    If number = 1 Then ' the DLL of xlwings is not beside Python
        Cause = "Performance Index on this computer is not complete, or is of another version than this workbook. " & _
            SETUP & ", 'Upgrade'."
    ElseIf GetConfig("DEBUG UDFS", False) = True Then
        Cause = "The Performance Index server is not running on this computer. Start it from the Startup folder of " & _
            "the Start menu, or log off and on, and try again. If that does not help: " & SETUP & ", 'Log-on server'."
    Else
        Cause = "Windows did not let Excel start Python. A security rule of your council may block it. " & _
            SETUP & ", 'When Excel may not start programs'."
    End If
End Function

Private Sub Say(words As String, detail As String)
    If detail <> "" Then words = words & vbCrLf & vbCrLf & "For IT: " & detail
    MsgBox words, vbExclamation, TITLE
End Sub

Public Sub PythonFailed(problem As String)
    Say "Python is there, but Performance Index cannot be loaded in it, or is older than this workbook. " & _
        SETUP & ", 'Upgrade'.", problem
End Sub

' --- the cells -------------------------------------------------------------------------------------------------------

Public Function MayAskPython() As Boolean
    MayAskPython = Not pythonFailed
End Function

Public Function WithoutPython(words As Boolean) As String
    pythonFailed = True
    If words Then WithoutPython = NEEDED
End Function

Private Sub RateAgain()
    ' Cells that had to do without Python try again
    Dim table As ListObject
    pythonFailed = False
    Set table = TableNamed("Indicators")
    If table Is Nothing Then Exit Sub
    If Application.WorksheetFunction.CountIf(table.Range, NEEDED) > 0 Then table.Range.Calculate
End Sub

Public Function ValueOf(cell As Variant) As Variant
    ' What a reference holds; money with all its decimals, of which Value keeps four
    Dim shown As Variant, exact As Variant, row As Long, column As Long
    If Not IsObject(cell) Then
        ValueOf = cell
        Exit Function
    End If
    shown = cell.Value
    exact = cell.Value2
    If IsArray(shown) Then
        For row = 1 To UBound(shown, 1)
            For column = 1 To UBound(shown, 2)
                If VarType(shown(row, column)) = vbCurrency Then shown(row, column) = exact(row, column)
            Next column
        Next row
    ElseIf VarType(shown) = vbCurrency Then
        shown = exact
    End If
    ValueOf = shown
End Function

' --- the tables, each in one go --------------------------------------------------------------------------------------

Public Function TablesOfBook(wanted As String) As Variant
    ' For each table: its name, sheet, row, column, whether it has a row of totals, and its cells with the headings
    Dim sheet As Worksheet, table As ListObject, found As New Collection, result() As Variant, n As Long
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            If InStr(1, "," & wanted & ",", "," & table.Name & ",", vbTextCompare) > 0 Then
                found.Add Array(table.Name, sheet.Name, table.Range.Row, table.Range.Column, table.ShowTotals, ValueOf(table.Range))
            End If
        Next table
    Next sheet
    ReDim result(0 To found.Count)
    For n = 1 To found.Count
        result(n) = found(n)
    Next n
    TablesOfBook = result
End Function

Public Function FillTable(wanted As String, block As Variant, keep As Long) As String
    ' Puts a block of rows under the first rows of a table, in place of the others; gives why not, where it cannot
    Dim table As ListObject, height As Long, before As Long
    On Error GoTo failed
    Set table = TableNamed(wanted)
    height = 1 + keep + UBound(block, 1) - LBound(block, 1) + 1
    before = table.Range.Rows.Count
    If before > height Then table.Range.Offset(height).Resize(before - height).ClearContents
    table.Resize table.Range.Resize(height)
    table.Range.Offset(1 + keep).Resize(height - 1 - keep).Value = block
    Exit Function
failed:
    FillTable = Err.Description
End Function

Private Function TableNamed(wanted As String) As ListObject
    Dim sheet As Worksheet, table As ListObject
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            If StrComp(table.Name, wanted, vbTextCompare) = 0 Then Set TableNamed = table
        Next table
    Next sheet
End Function
