Attribute VB_Name = "modPerformanceIndex"
Option Explicit
' The buttons, what the cells share, and what Python asks of this workbook. What it all means is in Python:
' performance_index.excel

Private Const TITLE As String = "Performance Index"
Private Const NEEDED As String = "Rating needs Python: see Guide"
Private Const SETUP As String = "Ask your IT service to follow docs/it-setup.md of Performance Index"
' So that a Python without our package, or with an older one, ends in a sentence too
Private Const COMMAND As String = "exec('try:\n from performance_index.excel import {} as run\nexcept Exception as e:\n " & _
    "import xlwings\n xlwings.Book.caller().app.macro(\'PythonFailed\')(repr(e))\nelse:\n run()')"
Private Const PYTHON_LINE As String = "  File """ ' in what Python says of a failure, and in nobody else's words

' After a failure to reach Python no cell tries again, until a button is pressed or the workbook is opened again
Private isOutOfReach As Boolean, failedNumber As Long, failedWords As String

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

Public Sub ShowTrends()
    RunButton "show_trends"
End Sub

Public Sub RibbonButton(control As Object)
    RunButton control.Tag
End Sub

Private Sub RunButton(procedure As String)
    Dim interpreter As String
    On Error GoTo failed
    If ThisWorkbook.Path = "" Then
        Say "Save the workbook first, so that it has a folder for its reports. Then press the button again.", ""
        Exit Sub
    End If
    #If Mac Then
        interpreter = GetConfig("INTERPRETER_MAC", "")
    #Else
        interpreter = GetConfig("INTERPRETER_WIN", "")
    #End If
    If interpreter = "" Then interpreter = GetConfig("INTERPRETER", "")
    #If Mac Then ' where no cell can be rated
        If interpreter = "" Then
            Say "Performance Index is not set up on this Mac: the sheet xlwings.conf does not say where Python is. " & _
                SETUP & ", 'Elsewhere'.", "Interpreter_Mac is blank"
            Exit Sub
        End If
        RunPython Replace(COMMAND, "{}", procedure) ' which returns at once; the status bar is xlwings' until Python ends
    #Else
        If interpreter = "" Or ((interpreter Like "?:\*" Or interpreter Like "\\*") And Not FileExists(interpreter)) Then
            Say "Performance Index is not installed on this computer: there is no Python where the sheet xlwings.conf " & _
                "says. " & SETUP & ".", "Interpreter_Win (or else Interpreter) is '" & interpreter & "'"
            Exit Sub
        End If
        RateAgain
        If isOutOfReach Then
            Say Cause(failedNumber, failedWords), ErrorOf(failedWords)
            Exit Sub
        End If
        Application.DisplayAlerts = False ' else Excel may tell that it waits, while a message of Python's (not an alert) is open
        RunPython Replace(COMMAND, "{}", procedure)
        Application.DisplayAlerts = True
        Application.StatusBar = False
    #End If
    Exit Sub
failed:
    failedNumber = Err.Number
    failedWords = Err.Description ' before Cause, which loses them
    Application.DisplayAlerts = True
    Application.StatusBar = False
    Say Cause(failedNumber, failedWords), ErrorOf(failedWords)
End Sub

Private Function Cause(number As Long, problem As String) As String
    #If Mac Then
        Cause = "Python could not be started on this Mac, or the workbook's sheet xlwings.conf has been changed. " & _
            SETUP & ", 'Elsewhere'."
    #Else
        Dim servesFromLogOn As Boolean
        On Error Resume Next
        servesFromLogOn = GetConfig("DEBUG UDFS", False)
        If number = 1 Then ' the DLL of xlwings is not beside Python
            Cause = "Performance Index on this computer is not complete, or is of another version than this workbook. " & _
                SETUP & ", 'Upgrade'."
        ElseIf InStr(problem, "Python Error") > 0 Or InStr(problem, PYTHON_LINE) > 0 Then
            Cause = NotLoaded
        ElseIf number = 70 Or InStr(problem, "Access is denied") > 0 Then
            Cause = "Windows did not let Excel start Python. A security rule of your council may block it. " & _
                SETUP & ", 'When Excel may not start programs'."
        ElseIf servesFromLogOn Then
            Cause = "The Performance Index server is not running on this computer. Start it from the Startup folder of " & _
                "the Start menu, or log off and on, and try again. If that does not help: " & SETUP & ", 'Log-on server'."
        Else
            Cause = "Python could not be started, or the workbook's sheet xlwings.conf has been changed. " & SETUP & "."
        End If
    #End If
End Function

Private Function NotLoaded() As String
    NotLoaded = "Python is there, but Performance Index cannot be loaded in it, or is older than this workbook. " & _
        SETUP & ", 'Upgrade'."
End Function

Public Sub PythonFailed(problem As String)
    Say NotLoaded, problem
End Sub

Private Sub Say(words As String, detail As String)
    Dim more As String
    If detail <> "" Then more = vbCrLf & vbCrLf & "For IT: " & detail
    MsgBox words & more, vbExclamation, TITLE
End Sub

Private Function ErrorOf(words As String) As String
    ' Of what Python says of a failure the error, which xlwings' DLL puts first; all of what anybody else says
    Dim lines() As String
    lines = Split(Replace(words, vbCr, ""), vbLf)
    If InStr(words, PYTHON_LINE) > 0 Then ErrorOf = lines(0) Else ErrorOf = Join(lines, " ")
End Function

' --- the cells -------------------------------------------------------------------------------------------------------

Public Function MayAskPython() As Boolean
    MayAskPython = Not isOutOfReach
End Function

Public Function WithoutPython(words As Boolean, number As Long, problem As String) As String
    If number <> 0 Then
        failedNumber = number
        failedWords = problem
    End If
    isOutOfReach = True
    If words Then WithoutPython = NEEDED
End Function

Private Sub RateAgain()
    ' Rows that had to do without Python try again; the others keep what they show
    Dim table As ListObject, indicator As ListRow
    isOutOfReach = False
    Set table = TableNamed("Indicators")
    If table Is Nothing Then Exit Sub
    If Application.WorksheetFunction.CountIf(table.Range, NEEDED) = 0 Then Exit Sub
    For Each indicator In table.ListRows
        If Application.WorksheetFunction.CountIf(indicator.Range, NEEDED) > 0 Then indicator.Range.Calculate
        If isOutOfReach Then Exit Sub
    Next indicator
End Sub

Public Function ValueOf(cell As Variant) As Variant
    ' What a reference holds; money with all its decimals, of which Value keeps four. A number in a format for dates or
    ' money that is too large for one has no Value, nor has a block with it
    Dim shown As Variant, exact As Variant, row As Long, column As Long
    If Not IsObject(cell) Then
        ValueOf = cell
        Exit Function
    End If
    exact = cell.Value2
    shown = exact
    On Error Resume Next
    shown = cell.Value
    If Err.Number <> 0 And IsArray(exact) Then
        For row = 1 To UBound(exact, 1)
            For column = 1 To UBound(exact, 2)
                shown(row, column) = cell.Cells(row, column).Value
            Next column
        Next row
    End If
    On Error GoTo 0
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

Public Function TablesOfBook(wanted As String, below As Long) As Variant
    ' For each table: its name, sheet, row, column, whether it has a row of totals, its cells with the headings (Empty
    ' where the header row is switched off), the cells of as many rows below it as are asked for (Empty at the very end
    ' of the sheet), and the addresses of merged cells
    Dim sheet As Worksheet, table As ListObject, found As New Collection, result() As Variant, n As Long
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            If InStr(1, "," & wanted & ",", "," & table.Name & ",", vbTextCompare) > 0 Then
                found.Add Array(table.Name, sheet.Name, table.Range.Row, table.Range.Column, table.ShowTotals, _
                    CellsOf(table), CellsBelow(table, below), MergedIn(table))
            End If
        Next table
    Next sheet
    ReDim result(0 To found.Count)
    For n = 1 To found.Count
        result(n) = found(n)
    Next n
    TablesOfBook = result
End Function

Private Function CellsOf(table As ListObject) As Variant
    If table.ShowHeaders Then CellsOf = ValueOf(table.Range)
End Function

Private Function MergedIn(table As ListObject) As String
    ' "A8:B8,C9:C10": Excel merges no cells of a table, other programs do
    Dim merged As Variant, cell As Range
    merged = table.Range.MergeCells ' Null where some are and some are not
    If Not IsNull(merged) Then
        If Not merged Then Exit Function
    End If
    For Each cell In table.Range
        If cell.MergeCells Then
            If InStr("," & MergedIn, "," & cell.MergeArea.Address(False, False) & ",") = 0 Then
                MergedIn = MergedIn & cell.MergeArea.Address(False, False) & ","
            End If
        End If
    Next cell
End Function

Private Function CellsBelow(table As ListObject, below As Long) As Variant
    Dim last As Long
    last = table.Range.Row + table.Range.Rows.Count - 1
    If last + below <= table.Parent.Rows.Count Then _
        CellsBelow = ValueOf(table.Range.Offset(table.Range.Rows.Count).Resize(below))
End Function

Public Function FillTable(wanted As String, block As Variant, keep As Long, turnTo As Boolean) As String
    ' Puts a block of rows under the first rows of a table, in place of the others; gives why not, where it cannot
    Dim table As ListObject, sheet As Worksheet, height As Long, before As Long, hasTotals As Boolean, fills As Boolean
    fills = Application.AutoCorrect.AutoFillFormulasInLists
    On Error GoTo failed
    Set table = TableNamed(wanted)
    Set sheet = table.Parent
    If sheet.ProtectContents Then
        FillTable = "the sheet " & sheet.Name & " is protected; take its protection off (Review, Unprotect Sheet)"
        Exit Function
    End If
    Application.AutoCorrect.AutoFillFormulasInLists = False ' or one link may fill its whole column
    If table.ShowAutoFilter Then ' hidden rows would be left out; off and on again shows them, wherever the selection is
        table.ShowAutoFilter = False
        table.ShowAutoFilter = True
    End If
    If sheet.FilterMode Then sheet.ShowAllData ' those that the sheet's own filter hides
    hasTotals = table.ShowTotals
    If hasTotals Then table.ShowTotals = False
    height = 1 + keep + UBound(block, 1) - LBound(block, 1) + 1
    before = table.Range.Rows.Count
    If height > before Then
        If Application.WorksheetFunction.CountA(table.Range.Offset(before).Resize(height - before)) > 0 Then
            FillTable = "something stands below the table " & wanted & " on the sheet " & sheet.Name & "; move it to " & _
                "another sheet, so that the table can grow"
        End If
    End If
    If FillTable = "" Then
        table.Resize table.Range.Resize(height)
        table.Range.Offset(1 + keep).Resize(height - 1 - keep).Value = block
        If before > height Then table.Range.Offset(height).Resize(before - height).ClearContents
    End If
putBack:
    On Error Resume Next ' the table is written or it is not; nothing from here on changes that
    If hasTotals Then table.ShowTotals = True
    Application.AutoCorrect.AutoFillFormulasInLists = fills
    If turnTo And FillTable = "" Then
        sheet.Visible = xlSheetVisible
        sheet.Activate
    End If
    Exit Function
failed:
    FillTable = "the sheet of the table " & wanted & " could not be written (" & Err.Description & "); save, close and " & _
        "open the workbook, and try again"
    Resume putBack
End Function

Private Function TableNamed(wanted As String) As ListObject
    Dim sheet As Worksheet, table As ListObject
    For Each sheet In ThisWorkbook.Worksheets
        For Each table In sheet.ListObjects
            If StrComp(table.Name, wanted, vbTextCompare) = 0 Then Set TableNamed = table
        Next table
    Next sheet
End Function
