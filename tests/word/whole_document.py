"""A report with one of everything: what a publisher must keep, and a name planted wherever Word keeps one."""

from __future__ import annotations

from pathlib import Path

from hidden import hide
from plant import (
    DOT,
    HEADING,
    OFFICE,
    WORD_TYPE,
    Package,
    control,
    drawing,
    field_of,
    p,
    package,
    picture,
    run,
    table,
    tc,
)
from planted import plant

from performance_index.word.document.wordml import W14, W15, W

KEPT_WORDS = ("Kept heading", "Kept in a control", "Kept note", "Kept in the header", "Kept author", "Kept day")
_MS = "http://schemas.microsoft.com/office"
_OFFICE_TYPE = "application/vnd.openxmlformats-officedocument"
_ITEM = "{1B6F5C0A-52C5-4E7D-9A64-0B6E7D2C9F31}"
_MORE = {"commentsIds": "2016/09", "commentsExtensible": "2018/08", "documenttasks": "2019/05"}


def whole_document(path: Path) -> Path:
    """Write it."""
    made = package(path, "")
    shown = made.add("word/media/image1.png", "image/png", "image", DOT)
    linked = made.relate("image", f"file:///C:/{plant('linked')}/dot.png", external=True)
    web = made.relate("hyperlink", "https://www.gov.uk/", external=True)
    made.add("word/media/image2.png", "image/png", "image", DOT + plant("deleted").encode())
    chart = made.add("word/charts/chart1.xml", f"{_OFFICE_TYPE}.drawingml.chart+xml", "chart", _chart())
    made.add(
        "word/embeddings/book1.xlsx", f"{_OFFICE_TYPE}.spreadsheetml.sheet", "package", plant("behind"),
        to="word/charts/chart1.xml",
    )  # fmt: skip
    printer = made.add("word/printer1.bin", f"{WORD_TYPE}.printerSettings", "printerSettings", plant("printer"))
    header = made.add(
        "word/header1.xml", f"{WORD_TYPE}.header+xml", "header",
        f'<w:hdr xmlns:w="{W}">{control(p("Kept in the header"), _mark(9))}</w:hdr>',
    )  # fmt: skip
    _notes(made)
    _comments(made)
    _parts_of_the_file(made)
    _data(made)
    _settings(made)
    made.replace("word/document.xml", "<w:sectPr>", _body(shown, linked, web, chart) + "<w:sectPr>")
    made.replace("word/document.xml", "<w:sectPr>", f'<w:sectPr><w:headerReference w:type="default" r:id="{header}"/>')
    hide(made)
    made.replace("word/document.xml", "</w:sectPr>", f'<w:printerSettings r:id="{printer}"/></w:sectPr>')
    return made.save(path)


def _mark(number: int) -> str:
    return f'<w:alias w:val="{plant("mark")}"/><w:tag w:val="{plant("mark")}"/><w:id w:val="{number}"/>'


def _body(picture_number: str, linked: str, web: str, chart: str) -> str:
    anchored = '<w:commentRangeStart w:id="1"/>' + run("resolved long ago") + '<w:commentRangeEnd w:id="1"/>'
    mark = '<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="1"/></w:r>'
    permission = (
        f'<w:permStart w:id="5" w:ed="{plant("editor")}@example.gov.uk"/>{run("may edit")}<w:permEnd w:id="5"/>'
    )
    uri = "http://schemas.openxmlformats.org/drawingml/2006/chart"
    graph = (
        f'<a:graphic><a:graphicData uri="{uri}"><c:chart xmlns:c="{uri}" r:id="{chart}"/></a:graphicData></a:graphic>'
    )
    sitting = f'<w:p w:rsidR="{plant("00C0FFEE")}" w:rsidRDefault="{plant("00C0FFEE")}">'
    row = control(f"<w:tr>{control(tc(p('16')), _mark(3))}{tc(control(p('Care'), _mark(4)))}</w:tr>", _mark(5))
    grid = table(("No", "Indicator"), settings='<w:tblCaption w:val="Exceptions"/>')
    words = HEADING.replace("DETAILS", "Kept heading") + sitting + run("A sitting’s words.") + "</w:p>"
    return (
        words
        + control(p("Kept in a control") + p(anchored + mark), _mark(1))
        + p(run("Before ") + control(run("inside"), _mark(2)) + run(" after.") + permission)
        + p(run("See ") + f'<w:hyperlink r:id="{web}">{run("the government’s pages")}</w:hyperlink>')
        + p(run("A note") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p(drawing('descr="A red point"', picture(picture_number, linked)))
        + p(drawing('descr="Weeks rose from 30 to 35"', graph).replace('id="1"', 'id="3"'))
        + p(run("By ") + field_of("AUTHOR", run("Kept author")) + run(" on ") + field_of("DATE", run("Kept day")))
        + p(run("In ") + field_of(f"INCLUDETEXT C:\\\\{plant('path')}\\\\a.docx", run("another file")))
        + p(run("Page ") + field_of("PAGE", run("1")))
        + grid.replace("</w:tbl>", f"{row}</w:tbl>")
        + p("The end.", "NumberedParagraph")
    )


def _chart() -> str:
    return (
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
        f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{OFFICE}"><c:chart><c:plotArea>'
        '<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:ser><c:idx val="0"/>'
        '<c:order val="0"/><c:val><c:numRef>'
        f"<c:f>'C:\\x\\[{plant('budget')}.xlsx]Sheet1'!$A$1:$A$2</c:f><c:numCache>"
        "<c:formatCode>General</c:formatCode>"
        '<c:ptCount val="2"/><c:pt idx="0"><c:v>30</c:v></c:pt><c:pt idx="1"><c:v>35</c:v></c:pt></c:numCache>'
        '</c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart>'
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/>'
        '<c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx></c:plotArea></c:chart>'
        '<c:externalData r:id="rId1"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _notes(made: Package) -> None:
    lines = (("-1", "separator", "<w:separator/>"), ("0", "continuationSeparator", "<w:continuationSeparator/>"))
    notes = "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:r>{xml}</w:r></w:p></w:footnote>' for n, kind, xml in lines
    )
    said = control(run("Kept note"), _mark(8))
    note = f'<w:footnote w:id="2"><w:p w:rsidR="{plant("00C0FFEE")}">{said}</w:p></w:footnote>'
    xml = f'<w:footnotes xmlns:w="{W}">{notes}{note}</w:footnotes>'
    made.add("word/footnotes.xml", f"{WORD_TYPE}.footnotes+xml", "footnotes", xml)


def _comments(made: Package) -> None:
    said = f'<w:p w14:paraId="0000AA01">{run(plant("remark"))}</w:p>'
    who = f'w:author="{plant("commenter")}" w:initials="PC"'
    xml = f'<w:comments xmlns:w="{W}" xmlns:w14="{W14}"><w:comment w:id="1" {who}>{said}</w:comment></w:comments>'
    made.add("word/comments.xml", f"{WORD_TYPE}.comments+xml", "comments", xml)
    done = f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0000AA01" w15:done="1"/></w15:commentsEx>'
    kind = f"{_MS}/2011/relationships/commentsExtended"
    made.add("word/commentsExtended.xml", f"{WORD_TYPE}.commentsExtended+xml", kind, done)
    for name, kind in _MORE.items():
        xml = f'<x xmlns="urn:x" author="{plant("task")}"/>'
        made.add(f"word/{name}.xml", f"{WORD_TYPE}.{name}+xml", f"{_MS}/{kind}/relationships/{name}", xml)
    who = f'<w15:presenceInfo w15:providerId="AD" w15:userId="{plant("colleague")}"/>'
    people = (
        f'<w15:people xmlns:w15="{W15}"><w15:person w15:author="{plant("colleague")}">{who}</w15:person></w15:people>'
    )
    made.add("word/people.xml", f"{WORD_TYPE}.people+xml", f"{_MS}/2011/relationships/people", people)


def _parts_of_the_file(made: Package) -> None:
    names = f"<dc:creator>{plant('creator')}</dc:creator><dc:description>{plant('description')}</dc:description>"
    names += f"<cp:lastModifiedBy>{plant('modifier')}</cp:lastModifiedBy>"
    made.replace("docProps/core.xml", "</cp:coreProperties>", f"{names}</cp:coreProperties>")
    app = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Manager>{plant('boss')}</Manager><Company>{plant('company')}</Company></Properties>"
    )
    made.add("docProps/app.xml", f"{_OFFICE_TYPE}.extended-properties+xml", "extended-properties", app, to="")
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><property '
        'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2" name="Client">'
        f"<vt:lpwstr>{plant('property')}</vt:lpwstr></property></Properties>"
    )
    made.add("docProps/custom.xml", f"{_OFFICE_TYPE}.custom-properties+xml", "custom-properties", custom, to="")
    label = (
        f'<clbl:labelList xmlns:clbl="{_MS}/2020/mipLabelMetadata"><clbl:label id="{plant("label")}"/></clbl:labelList>'
    )
    kind = f"{_MS}/2020/02/relationships/classificationlabels"
    made.add("docMetadata/LabelInfo.xml", "application/vnd.ms-office.classificationlabels+xml", kind, label, to="")
    thumbnail = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
    made.add("docProps/thumbnail.png", "image/png", thumbnail, DOT + plant("preview").encode(), to="")


def _data(made: Package) -> None:
    state = f'<report xmlns="urn:performance-index:report:1"><text tag="wards">{plant("state")}</text></report>'
    made.add("customXml/item1.xml", "application/xml", "customXml", state)
    shared = f'<p:properties xmlns:p="{_MS}/2006/metadata/properties"><Name>{plant("sharepoint")}</Name></p:properties>'
    made.add("customXml/item2.xml", "application/xml", "customXml", shared)
    sources = f'<b:Sources xmlns:b="{OFFICE.replace("relationships", "bibliography")}"><b:Source/></b:Sources>'
    made.add("customXml/item3.xml", "application/xml", "customXml", sources)
    store = f'<ds:datastoreItem xmlns:ds="{OFFICE.replace("relationships", "customXml")}" ds:itemID="{_ITEM}"/>'
    kind = f"{_OFFICE_TYPE}.customXmlProperties+xml"
    made.add("customXml/itemProps3.xml", kind, "customXmlProps", store, to="customXml/item3.xml")
    block = (
        f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartBody>{p(plant("block"))}</w:docPartBody>'
    )
    xml = f"{block}</w:docPart></w:docParts></w:glossaryDocument>"
    made.add("word/glossary/document.xml", f"{WORD_TYPE}.document.glossary+xml", "glossaryDocument", xml)


def _settings(made: Package) -> None:
    settings = "word/settings.xml"
    made.replace(settings, f'xmlns:w="{W}"', f'xmlns:w="{W}" xmlns:r="{OFFICE}"')
    template = made.relate("attachedTemplate", f"file:///C:/{plant('normal')}/Normal.dotm", to=settings, external=True)
    merge = made.relate("mailMergeSource", f"file:///C:/{plant('merge')}/list.xlsx", to=settings, external=True)
    tracked = (
        f'<w:attachedTemplate r:id="{template}"/><w:trackRevisions/><w:documentProtection w:edit="trackedChanges"/>'
    )
    source = f'<w:dataType w:val="native"/><w:dataSource r:id="{merge}"/>'
    merged = f'<w:mailMerge><w:mainDocumentType w:val="email"/>{source}</w:mailMerge>'
    variable = f'<w:docVars><w:docVar w:name="v" w:val="{plant("variable")}"/></w:docVars>'
    sitting = f'<w:rsids><w:rsidRoot w:val="{plant("00C0FFEE")}"/></w:rsids>'
    made.replace(settings, "<w:defaultTabStop", f"{tracked}{merged}<w:defaultTabStop")
    made.replace(settings, "<w:themeFontLang", f"{variable}{sitting}<w:themeFontLang")
