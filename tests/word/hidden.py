"""What lies behind the page of a document: in pictures, shapes, links, styles, settings, and fields."""

from __future__ import annotations

from marked_pictures import block, chunk, exif, gif, jpeg, png
from plant import BEFORE_EFFECTS, DOCUMENT, MS, OFFICE, WORD_TYPE, Package, drawing, field_of, p, picture, run
from planted import plant

from performance_index.word.document.wordml import W

_BY = 'w:id="{}" w:author="{}" w:date="2020-10-21T09:00:00Z"'


def hide(made: Package) -> None:
    """Put it into a document, and more pictures into its text."""
    show_pictures(made)
    _changes(made)
    _settings(made)
    marked = '<w:bookmarkStart w:id="91" w:name="_PI_1"/>' + run("Marked.") + '<w:bookmarkEnd w:id="91"/>'
    tip = f'w:tooltip="C:\\{plant("tip")}\\a.docx"'
    link = f'<w:hyperlink w:anchor="Kept_mark" {tip}>{run("Linked.")}</w:hyperlink>'
    keeping = field_of("REF Kept_mark", run("Kept.")).replace(
        '"begin"/>', f'"begin"><w:fldData xml:space="preserve">{plant("fieldwork")}</w:fldData></w:fldChar>'
    )
    cited = field_of(f'ADDIN ZOTERO_ITEM {{"uris":["http://zotero.org/users/{plant("library")}"]}}', run("(Kept 2020)"))
    _show(
        made,
        p('<w:bookmarkStart w:id="92" w:name="Kept_mark"/>' + marked + '<w:bookmarkEnd w:id="92"/>'),
        p(link + keeping + cited),
        p(run("Chapters.") + field_of(f"RD C:\\\\{plant('chapter')}.docx", "")),
        f"<!-- {plant('aside')} -->",
    )


def _show(made: Package, *blocks: str) -> None:
    made.replace(DOCUMENT, "<w:sectPr>", f"{''.join(blocks)}<w:sectPr>")


def show_pictures(made: Package) -> None:
    """Put pictures with notes into the text, and a shape for older programs."""
    tells = plant("camera").encode() + b"\0" + plant("lens").encode("utf-16-le")
    photograph = jpeg(exif(6, tells), after=plant("video").encode())
    files = {
        "jpeg": photograph,
        "png": png(chunk(b"tEXt", b"Software\0" + plant("software").encode())),
        "gif": gif(block(0xFE, plant("loop").encode())),
    }
    for number, (kind, content) in enumerate(files.items(), 21):
        name = plant("beach") if kind == "jpeg" else f"image{number}"
        _show_picture(made, number, made.add(f"word/media/{name}.{kind}", f"image/{kind}", "image", content))
    before = made.add("word/media/hdphoto1.wdp", "image/vnd.ms-photo", f"{MS}/hdphoto", plant("uncut"))
    shown = made.add("word/media/image24.png", "image/png", "image", png())
    _show_picture(made, 24, shown, before)
    shape = (
        f'<v:shape id="{plant("shape")}" o:spid="_x0000_s1030" style="width:9pt;height:9pt" alt="A map" '
        f'o:gfxdata="{plant("packed")}"><v:imagedata r:id="{shown}" o:title="{plant("holiday")}"/></v:shape>'
    )
    _show(made, p(f"<w:r><w:pict>{shape}</w:pict></w:r>"))


def _show_picture(made: Package, number: int, shown: str, before: str = "") -> None:
    graphic = picture(shown).replace("dot.png", plant("holiday"))
    if before:
        graphic = graphic.replace(f'<a:blip r:embed="{shown}"/>', BEFORE_EFFECTS.format(shown, before))
    frame = drawing(f'descr="Kept picture {number}"', graphic).replace(
        'id="1" name="Picture 1"', f'id="{number}" name=""'
    )
    _show(made, p(frame.replace('name=""', f'name="C:\\{plant("holiday")}.jpg"')))


def _changes(made: Package) -> None:
    changed = f"<w:rPrChange {_BY.format(71, plant('stylist'))}><w:rPr/></w:rPrChange>"
    style = (
        f'<w:style w:type="character" w:styleId="Loud"><w:name w:val="Loud"/><w:rPr><w:b/>{changed}</w:rPr></w:style>'
    )
    made.replace("word/styles.xml", "</w:styles>", f"{style}</w:styles>")
    changed = f"<w:pPrChange {_BY.format(72, plant('counter'))}><w:pPr/></w:pPrChange>"
    made.replace("word/numbering.xml", "</w:pPr>", f"{changed}</w:pPr>")
    older = p(f"<w:ins {_BY.format(73, plant('older'))}>{run('Kept choice')}</w:ins>")
    box = f"<v:textbox><w:txbxContent>{older}</w:txbxContent></v:textbox>"
    _show(
        made,
        p(
            '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:t>Kept choice</w:t></mc:Choice><mc:Fallback>'
            f'<w:pict><v:shape style="width:90pt;height:20pt">{box}</v:shape></w:pict></mc:Fallback>'
            "</mc:AlternateContent></w:r>"
        ),
    )


def _settings(made: Package) -> None:
    settings = "word/settings.xml"
    salt = f'w:recommended="1" w:hash="{plant("salt")}" w:salt="{plant("salt")}"'
    made.replace(settings, "<w:attachedTemplate", f"<w:writeProtection {salt}/><w:attachedTemplate")
    made.replace(settings, "<w:themeFontLang", f'<w:attachedSchema w:val="urn:{plant("schema")}"/><w:themeFontLang')
    web = "word/webSettings.xml"
    xml = (
        f'<w:webSettings xmlns:w="{W}" xmlns:r="{OFFICE}"><w:frameset><w:frame><w:sourceFileName r:id="rId1"/>'
        "</w:frame></w:frameset><w:allowPNG/></w:webSettings>"
    )
    made.add(web, f"{WORD_TYPE}.webSettings+xml", "webSettings", xml)
    made.relate("frame", f"file:///C:/{plant('frame')}/a.htm", to=web, external=True)
    noted = f'<int2:intelligence xmlns:int2="urn:x" who="{plant("checker")}"/>'
    kind = "http://schemas.microsoft.com/office/2020/10/relationships/intelligence"
    made.add("word/intelligence2.xml", "application/vnd.ms-office.intelligence2+xml", kind, noted)
