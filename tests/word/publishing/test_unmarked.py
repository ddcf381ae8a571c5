from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marked_pictures import GIF, JPEG, PNG, PROGRESSIVE, block, chunk, exif, gif, jpeg, png, segment

from performance_index.word.publishing.unmarked import left_in, unmarked

NOTE = b"PLANTED-note by Jo"
ICC = b"ICC_PROFILE\0\1\1" + b"colours"
ADOBE = b"Adobe\0\x64\0\0\0\0\1"
XMP = b"http://ns.adobe.com/xap/1.0/\0" + NOTE
MPF = b"MPF\0" + NOTE
THUMBNAIL = b"JFIF\0\1\1\1\0\x48\0\x48\1\1" + b"RGB"
LOOP = block(0xFF, b"NETSCAPE2.0", b"\1\0\0")
MINIMAL = "ffe100224578696600004d4d002a0000000800010112000300000001{:04x}000000000000"


PLANTED = {
    "a PNG's text": (png(chunk(b"tEXt", b"Author\0" + NOTE)), PNG),
    "a PNG's packed text": (png(chunk(b"zTXt", b"Author\0\0" + NOTE)), PNG),
    "a PNG's XMP": (png(chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + NOTE)), PNG),
    "a PNG's EXIF": (png(chunk(b"eXIf", b"MM\0*" + NOTE)), PNG),
    "a PNG's time": (png(chunk(b"tIME", b"\x07\xe4\x0a\x15\x09\0\0")), PNG),
    "a PNG's own piece of a program": (png(chunk(b"prVW", NOTE)), PNG),
    "what follows a PNG": (png(after=NOTE), PNG),
    "a JPEG's EXIF": (jpeg(exif(None, NOTE)), JPEG),
    "a JPEG's EXIF of a picture that stands right": (jpeg(exif(1, NOTE)), JPEG),
    "a JPEG's XMP": (jpeg(segment(0xE1, XMP)), JPEG),
    "a JPEG's IPTC": (jpeg(segment(0xED, b"Photoshop 3.0\0" + NOTE)), JPEG),
    "a JPEG's comment": (jpeg(segment(0xFE, NOTE)), JPEG),
    "a JPEG's other pictures": (jpeg(segment(0xE2, MPF)), JPEG),
    "a JPEG's own piece of a program": (jpeg(segment(0xEB, NOTE), segment(0xEF, NOTE)), JPEG),
    "a JPEG's small picture": (jpeg(segment(0xE0, b"JFXX\0\x10" + NOTE)), JPEG),
    "what an Adobe program adds": (jpeg(segment(0xEE, ADOBE + NOTE)), jpeg(segment(0xEE, ADOBE))),
    "what follows a JPEG": (jpeg(after=b"\0\0\0\x18ftypmp42" + NOTE), JPEG),
    "a JPEG's comment between its scans": (
        PROGRESSIVE.replace(b"\xff\xc4\0\x16\x10", segment(0xFE, NOTE) + b"\xff\xc4\0\x16\x10"),
        PROGRESSIVE,
    ),
    "what stands between a JPEG's pieces": (jpeg(b"\xff\xff\xff"), JPEG),
    "a GIF's comment": (gif(block(0xFE, NOTE, NOTE)), GIF),
    "a GIF's XMP": (gif(block(0xFF, b"XMP DataXMP", NOTE)), GIF),
    "a GIF's piece of a kind that is unknown": (gif(block(0xAA, NOTE)), GIF),
    "what follows a GIF": (gif(after=NOTE), GIF),
}


@pytest.mark.parametrize(("picture", "left"), PLANTED.values(), ids=PLANTED)
def test_what_tells_of_its_maker_goes_and_the_picture_is_as_without_it(picture: bytes, left: bytes):
    assert picture != left
    assert unmarked(picture) == left
    assert left_in(picture) == ""


SHOWS = {
    "a PNG": PNG,
    "a PNG's colours and size": png(
        chunk(b"gAMA", bytes(4)), chunk(b"sRGB", b"\0"), chunk(b"iCCP", b"ICC\0\0x"), chunk(b"pHYs", bytes(9))
    ),
    "a PNG that moves": png(chunk(b"acTL", bytes(8)), chunk(b"fcTL", bytes(26)), chunk(b"fdAT", bytes(9))),
    "a JPEG": JPEG,
    "a JPEG in scans": PROGRESSIVE,
    "a JPEG's colours": jpeg(segment(0xE2, ICC), segment(0xEE, ADOBE)),
    "a GIF": GIF,
    "a GIF that repeats": gif(LOOP),
    "a GIF with words": gif(block(1, bytes(12), b"words")),
    "a bitmap": b"BM" + NOTE,
    "nothing": b"",
}


@pytest.mark.parametrize("picture", SHOWS.values(), ids=SHOWS)
def test_what_shows_the_picture_stays(picture: bytes):
    assert unmarked(picture) == picture


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("turned", [2, 3, 6, 8])
def test_a_picture_that_is_shown_turned_stays_turned_and_its_exif_says_no_more(turned: int, order: str):
    told = bytes.fromhex(MINIMAL.format(turned))
    made = unmarked(jpeg(exif(turned, NOTE, order)))
    assert made == jpeg(told)
    assert unmarked(made) == made


@pytest.mark.parametrize("turned", [None, 0, 1, 9, 65535])
def test_a_picture_that_is_turned_in_no_known_way_has_no_exif_left(turned: int | None):
    assert unmarked(jpeg(exif(turned, NOTE))) == JPEG


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MM",
        b"XX\0*\0\0\0\x08\0\1",
        b"MM\0*",
        b"MM\0*\xff\xff\xff\xff",
        b"MM\0*\0\0\0\x08",
        b"MM\0*\0\0\0\x08\xff\xff\1\x12",
    ],
)
def test_exif_that_is_damaged_goes_whole(content: bytes):
    assert unmarked(jpeg(segment(0xE1, b"Exif\0\0" + content))) == JPEG


def test_a_table_of_exif_that_breaks_off_after_the_turn_is_read_as_far_as_it_goes():
    whole = exif(6)
    broken = whole.replace(struct.pack(">IH", 8, 2), struct.pack(">IH", 8, 99))
    assert unmarked(jpeg(broken)) == jpeg(bytes.fromhex(MINIMAL.format(6)))


def test_the_small_picture_in_a_jpegs_first_piece_goes_and_its_resolution_stays():
    with_thumbnail = JPEG[:2] + segment(0xE0, THUMBNAIL) + JPEG[20:]
    assert unmarked(with_thumbnail) == JPEG


DAMAGED = {
    "a PNG that breaks off": (PNG[:-14], "damaged PNG"),
    "a PNG without pixels": (PNG[:8] + chunk(b"IEND", b""), "damaged PNG"),
    "a PNG whose sum is wrong": (PNG.replace(b"IDATx", b"IDATy"), "damaged PNG"),
    "a PNG of another kind": (png(chunk(b"CgBI", bytes(4))), "damaged PNG"),
    "a PNG's piece that is too long": (png(b"\x7f\xff\xff\xfftEXt" + NOTE), "damaged PNG"),
    "a JPEG that breaks off in its pixels": (JPEG[:-2], "damaged JPEG"),
    "a JPEG that breaks off before them": (JPEG[:100], "damaged JPEG"),
    "a JPEG that breaks off at a marker": (JPEG[:21], "damaged JPEG"),
    "a JPEG without pixels": (b"\xff\xd8\xff\xd9", "damaged JPEG"),
    "a JPEG's piece of no length": (jpeg(b"\xff\xfe\0\0"), "damaged JPEG"),
    "a JPEG with something between its pieces": (jpeg(NOTE), "damaged JPEG"),
    "a JPEG with a piece that nobody knows": (jpeg(segment(0xF7, NOTE)), "damaged JPEG"),
    "a GIF that breaks off": (GIF[:-1], "damaged GIF"),
    "a GIF that breaks off at once": (GIF[:8], "damaged GIF"),
    "a GIF with something between its pieces": (gif(NOTE), "damaged GIF"),
    "a TIFF": (b"II*\0" + NOTE, "TIFF"),
    "a TIFF of a Macintosh": (b"MM\0*" + NOTE, "TIFF"),
    "an EMF": (b"\1\0\0\0" + bytes(36) + b" EMF" + NOTE, "EMF"),
    "an SVG": (b'<?xml version="1.0"?>\n<svg><!--' + NOTE + b"--></svg>", "SVG"),
    "a WebP": (b"RIFF\0\0\0\0WEBP" + NOTE, "WebP"),
    "something else": (NOTE, "unknown"),
}


@pytest.mark.parametrize(("picture", "kind"), DAMAGED.values(), ids=DAMAGED)
def test_a_picture_that_cannot_be_read_stays_as_it_is_and_is_told(picture: bytes, kind: str):
    assert unmarked(picture) == picture
    assert left_in(picture) == kind


# --- laws -----------------------------------------------------------------------------------------------------------


SOUND = st.sampled_from([PNG, JPEG, PROGRESSIVE, GIF, *(picture for picture, _ in PLANTED.values())])
NOTES = st.binary(max_size=40)


@given(picture=SOUND, cut=st.integers(0, 600))
def test_wherever_a_picture_breaks_off_it_comes_back_whole_or_as_it_was(picture: bytes, cut: int):
    broken = picture[:cut]
    made = unmarked(broken)
    assert made in {broken, unmarked(picture)}


@given(picture=SOUND, at=st.integers(0, 600), byte=st.integers(0, 255))
def test_whichever_byte_is_wrong_nothing_fails_and_a_second_time_changes_nothing(picture: bytes, at: int, byte: int):
    wrong = picture[:at] + bytes((byte,)) + picture[at + 1 :]
    made = unmarked(wrong)
    assert unmarked(made) == made


@given(notes=st.lists(NOTES, max_size=4), after=NOTES, marker=st.sampled_from([*range(0xE3, 0xEE), 0xEF, 0xFE]))
def test_whatever_is_noted_nothing_of_it_is_left(notes: list[bytes], after: bytes, marker: int):
    assert unmarked(jpeg(*(segment(marker, note) for note in notes), after=after)) == JPEG
    assert unmarked(png(*(chunk(b"tEXt", note) for note in notes), after=after)) == PNG
    assert unmarked(gif(*(block(0xFE, *filter(None, [note])) for note in notes), after=after)) == GIF
