"""How the built-in template looks: its styles, its numbering, its settings and its footer, as parts of the file.

Everything is a style that a council can change in Word. Sizes are in half-points, lengths in twentieths of a point.
"""

from __future__ import annotations

from performance_index.word.document.wordml import W

NAVY = "1B365D"
INK = "000000"
GREY = "404040"
PROMPT = "595959"
PAPER = "FFFFFF"
RULE = "A6B1C2"

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1304
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_NUMBER_INDENT = 794
_DETAILS_INDENT = 2438


def _style(  # noqa: PLR0913 - a style has as many parts, each of them named where it is called
    identity: str,
    name: str,
    *,
    based_on: str = "Normal",
    following: str = "",
    paragraph: str = "",
    run: str = "",
    kind: str = "paragraph",
    built_in: bool = False,
) -> str:
    """Give one style; `paragraph` and `run` are its formatting, in the schema's order."""
    custom = "" if built_in else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{kind}"{custom} w:styleId="{identity}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{based_on}"/>' if based_on else "")
        + (f'<w:next w:val="{following}"/>' if following else "")
        + "<w:qFormat/>"
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _numbered(list_number: int, level: int = 0) -> str:
    shown = f'<w:ilvl w:val="{level}"/>' if level else ""
    return f'<w:numPr>{shown}<w:numId w:val="{list_number}"/></w:numPr>'


def _font(*, size: int = 0, colour: str = "", bold: bool = False, capitals: bool = False) -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:caps/>" if capitals else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>' if size else "")
    )


_TITLE, _HEADING, _TEXT, _SMALL = 36, 28, 24, 20  # the one scale: 18, 14, 12 and 10 points
_PARAGRAPH_STYLES = (
    _style(
        "Title", "Title", following="ReportDetails", built_in=True,
        paragraph=f'<w:keepNext/><w:keepLines/>{_space(0, 160)}<w:outlineLvl w:val="0"/>',
        run=_font(size=_TITLE, colour=NAVY, bold=True),
    ),
    _style(
        "Heading1", "heading 1", following="NumberedParagraph", built_in=True,
        paragraph=f'<w:keepNext/><w:keepLines/>{_numbered(1)}{_space(320, 120)}<w:outlineLvl w:val="0"/>',
        run=_font(size=_HEADING, colour=NAVY, bold=True, capitals=True),
    ),
    _style(
        "Heading2", "heading 2", following="NumberedParagraph", built_in=True,
        paragraph=f'<w:keepNext/><w:keepLines/>{_space(240, 120)}<w:outlineLvl w:val="1"/>',
        run=_font(size=_TEXT, colour=NAVY, bold=True),
    ),
    _style(
        "FrontHeading", "Front Heading", based_on="Heading1", following="Recommendation",
        paragraph=f'<w:numPr><w:numId w:val="0"/></w:numPr>{_space(280, 120)}<w:ind w:left="0" w:firstLine="0"/>',
        run='<w:caps w:val="0"/>',
    ),
    _style(
        "ReportDetails", "Report Details",
        paragraph=f'<w:tabs><w:tab w:val="left" w:pos="{_DETAILS_INDENT}"/></w:tabs>{_space(0, 80)}'
        f'<w:ind w:left="{_DETAILS_INDENT}" w:hanging="{_DETAILS_INDENT}"/>',
    ),
    _style("NumberedParagraph", "Numbered Paragraph", paragraph=f"{_numbered(1, 1)}{_space(0, 160)}"),
    _style(
        "IndentedParagraph", "Indented Paragraph",
        paragraph=f'{_space(0, 160)}<w:ind w:left="{_NUMBER_INDENT}"/>',
    ),
    _style("Recommendation", "Recommendation", paragraph=f"{_numbered(2)}{_space(0, 120)}"),
    _style("ReportBullet", "Report Bullet", paragraph=f"{_numbered(3)}{_space(0, 120)}"),
    _style(
        "TableText", "Table Text",
        paragraph='<w:spacing w:before="20" w:after="60" w:line="252" w:lineRule="auto"/>',
    ),
    _style("TableRating", "Table Rating", based_on="TableText", run=_font(bold=True)),
    _style(
        "TableHeading", "Table Heading", based_on="TableText",
        paragraph="<w:keepNext/>", run=_font(colour=PAPER, bold=True),
    ),
    _style("Header", "header", built_in=True, paragraph=_space(0, 0), run=_font(size=_SMALL, colour=GREY)),
    _style(
        "Footer", "footer", built_in=True,
        paragraph=f'{_space(0, 0)}<w:jc w:val="center"/>', run=_font(size=_SMALL, colour=GREY),
    ),
    _style("CommentText", "annotation text", built_in=True, run=_font(size=_SMALL)),
)  # fmt: skip
_CHARACTER_STYLES = (
    _style("Strong", "Strong", kind="character", based_on="", built_in=True, run=_font(bold=True)),
    _style(
        "PlaceholderText", "Placeholder Text", kind="character", based_on="", built_in=True, run=_font(colour=PROMPT)
    ),
    _style(
        "CommentReference", "annotation reference", kind="character", based_on="", built_in=True, run=_font(size=16)
    ),
)


def _edge(name: str, size: int, colour: str) -> str:
    return f'<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'


_CELL_MARGINS = "".join(
    f'<w:{side} w:w="{width}" w:type="dxa"/>'
    for side, width in (("top", 57), ("left", 85), ("bottom", 28), ("right", 85))
)
_TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="ReportTable"><w:name w:val="Report Table"/>'
    '<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>'
    f"{_edge('top', 8, NAVY)}{_edge('bottom', 8, NAVY)}{_edge('insideH', 4, RULE)}</w:tblBorders>"
    f"<w:tblCellMar>{_CELL_MARGINS}</w:tblCellMar></w:tblPr>"
    f'<w:tblStylePr w:type="firstRow"><w:rPr>{_font(colour=PAPER, bold=True)}</w:rPr><w:tblPr/><w:tcPr>'
    f'<w:shd w:val="clear" w:color="auto" w:fill="{NAVY}"/></w:tcPr></w:tblStylePr>'
    "</w:style>"
)


def styles_xml() -> str:
    """Give the styles part: Arial 12 in British English, and nothing that the template does not use."""
    return (
        f'{HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="Arial" w:eastAsia="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="{_TEXT}"/>'
        f'<w:szCs w:val="{_TEXT}"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList">'
        '<w:name w:val="No List"/><w:semiHidden/></w:style>'
        f"{''.join(_PARAGRAPH_STYLES)}{''.join(_CHARACTER_STYLES)}{_TABLE_STYLES}</w:styles>"
    )


_PLAIN_NUMBER = '<w:rPr><w:b w:val="0"/><w:bCs w:val="0"/><w:color w:val="auto"/></w:rPr>'


def _level(number: int, kind: str, shown: str, style: str, indent: tuple[int, int]) -> str:
    left, hanging = indent
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:pStyle w:val="{style}"/>'
        f'<w:lvlText w:val="{shown}"/><w:lvlJc w:val="left"/><w:pPr>'
        f'<w:tabs><w:tab w:val="num" w:pos="{left}"/></w:tabs>'
        f'<w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr>{_PLAIN_NUMBER if number else ""}</w:lvl>'
    )


def numbering_xml() -> str:
    """Give the numbering part, each level linked to a style: 1 and 1.1., A. for recommendations, bullets."""
    first, bullet = (_NUMBER_INDENT, _NUMBER_INDENT), (_NUMBER_INDENT + 425, 425)
    lists = (
        (
            "multilevel",
            _level(0, "decimal", "%1", "Heading1", first) + _level(1, "decimal", "%1.%2.", "NumberedParagraph", first),
        ),
        ("singleLevel", _level(0, "upperLetter", "%1.", "Recommendation", first)),
        ("singleLevel", _level(0, "bullet", "•", "ReportBullet", bullet)),
    )
    abstract = "".join(
        f'<w:abstractNum w:abstractNumId="{n}"><w:nsid w:val="5A1C0D0{n}"/><w:multiLevelType w:val="{kind}"/>'
        f'<w:tmpl w:val="5A1C0E0{n}"/>{levels}</w:abstractNum>'
        for n, (kind, levels) in enumerate(lists, 1)
    )
    used = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(1, len(lists) + 1))
    return f'{HEAD}<w:numbering xmlns:w="{W}">{abstract}{used}</w:numbering>'


def settings_xml() -> str:
    """Give the settings part: laid out as Word 2013 and later do, in British English."""
    uri = "http://schemas.microsoft.com/office/word"
    compatible = {
        "compatibilityMode": 15,
        "overrideTableStyleFontSizeAndJustification": 1,
        "enableOpenTypeFeatures": 1,
        "doNotFlipMirrorIndents": 1,
        "differentiateMultirowTableHeaders": 1,
    }
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in compatible.items()
    )
    return (
        f'{HEAD}<w:settings xmlns:w="{W}"><w:defaultTabStop w:val="{_NUMBER_INDENT}"/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        f'<w:compat>{compat}</w:compat><w:themeFontLang w:val="en-GB"/><w:decimalSymbol w:val="."/>'
        '<w:listSeparator w:val=","/></w:settings>'
    )


def font_table_xml() -> str:
    """Give the font table: the one font there is."""
    return (
        f'{HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="Arial"><w:panose1 w:val="020B0604020202020204"/>'
        '<w:charset w:val="00"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def theme_xml() -> str:
    """Give the theme, which Word offers to a council that restyles its copy: Arial, and the report's colours."""
    colours = {
        "dk1": INK, "lt1": PAPER, "dk2": NAVY, "lt2": "F2F4F7", "accent1": NAVY, "accent2": "B3261E",
        "accent3": "8A5A00", "accent4": "2E6B3A", "accent5": "1F5F99", "accent6": GREY, "hlink": "0B4F9E",
        "folHlink": "5B2C83",
    }  # fmt: skip
    palette = "".join(f'<a:{name}><a:srgbClr val="{colour}"/></a:{name}>' for name, colour in colours.items())
    faces = '<a:latin typeface="Arial"/><a:ea typeface=""/><a:cs typeface=""/>'
    fill = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
    return (
        f'{HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="Committee report">'
        f'<a:themeElements><a:clrScheme name="Committee report">{palette}</a:clrScheme>'
        f'<a:fontScheme name="Arial"><a:majorFont>{faces}</a:majorFont><a:minorFont>{faces}</a:minorFont>'
        "</a:fontScheme>"
        f'<a:fmtScheme name="Plain"><a:fillStyleLst>{fill * 3}</a:fillStyleLst>'
        f"<a:lnStyleLst>{f'<a:ln>{fill}</a:ln>' * 3}</a:lnStyleLst>"
        f"<a:effectStyleLst>{'<a:effectStyle><a:effectLst/></a:effectStyle>' * 3}</a:effectStyleLst>"
        f"<a:bgFillStyleLst>{fill * 3}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )


def footer_xml() -> str:
    """Give the footer part: 'Page 1 of 3', counted by Word."""
    return (
        f'{HEAD}<w:ftr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>'
        f"{_words('Page ')}{_field('PAGE')}{_words(' of ')}{_field('NUMPAGES')}</w:p></w:ftr>"
    )


def _words(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _field(name: str) -> str:
    parts = (
        '<w:fldChar w:fldCharType="begin"/>',
        f'<w:instrText xml:space="preserve"> {name} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
    return "".join(f"<w:r>{part}</w:r>" for part in parts)
