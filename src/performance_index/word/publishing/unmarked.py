"""A picture without what its file says of who made it, where, when and with what. No pixel changes."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

_ORIENTATION, _SHORT = 0x0112, 3
_PNG_SHOWS = frozenset(
    (
        b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"hIST", b"sPLT", b"pHYs", b"bKGD", b"sBIT",
        b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP", b"mDCV", b"cLLI",  # its colours
        b"acTL", b"fcTL", b"fdAT",  # its movement
    )
)  # fmt: skip
_JPEG_SHOWS = frozenset((*range(0xC0, 0xD0), 0xDA, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF))
_APP0, _EXIF, _COLOURS, _ADOBE, _LAST_APP, _COMMENT, _SCAN, _END = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE, 0xDA, 0xD9
_NEXT_MARKER = re.compile(rb"\xff(?=[^\x00\xd0-\xd7\xff])")
"""After a scan's pixels, in which FF is followed by 00 or by the number of a restart."""
_GIF_IMAGE, _GIF_EXTENSION, _GIF_END = 0x2C, 0x21, 0x3B
_GIF_TIMING, _GIF_TEXT, _GIF_PROGRAM = 0xF9, 0x01, 0xFF
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


class _Damaged(Exception):  # noqa: N818 - it never leaves this file
    """The picture is not as its kind is; readers may show it all the same."""


def unmarked(picture: bytes) -> bytes:
    """Give the picture without notes, names, places and dates, and without what stands after its end.

    Its pixels, their colours, their size and which way up it is shown stay. A picture that is damaged, or no PNG, JPEG
    or GIF, comes back as it is; `left_in` tells.
    """
    try:
        return _without_notes(picture)
    except (_Damaged, IndexError):
        return picture


def left_in(picture: bytes) -> str:
    """'TIFF' or 'damaged JPEG': what the picture is, where `unmarked` cannot take its notes out; '' where it can."""
    try:
        _without_notes(picture)
    except (_Damaged, IndexError):
        kind = next(name for name, begins, _ in _READ if begins.match(picture))
        return f"damaged {kind}"
    if any(begins.match(picture) for _, begins, _ in _READ):
        return ""
    return next((name for name, begins in _UNREAD if begins.match(picture)), "unknown")


def _without_notes(picture: bytes) -> bytes:
    take_out = next((take_out for _, begins, take_out in _READ if begins.match(picture)), None)
    return picture if take_out is None else take_out(picture)


# --- PNG ------------------------------------------------------------------------------------------------------------


def _png(picture: bytes) -> bytes:
    made, names, at = [picture[:8]], [b""], 8
    while names[-1] != b"IEND":
        if len(picture) < at + 12:
            raise _Damaged
        length, name = struct.unpack(">I4s", picture[at : at + 8])
        chunk = picture[at : at + 12 + length]
        if len(chunk) < 12 + length or chunk[-4:] != struct.pack(">I", zlib.crc32(chunk[4:-4])):
            raise _Damaged
        is_needed = not name[0] & 0x20
        if name in _PNG_SHOWS:
            made.append(chunk)
        elif is_needed:  # a kind of PNG that we do not know
            raise _Damaged
        names.append(name)
        at += len(chunk)
    if names[1] != b"IHDR" or b"IDAT" not in names:
        raise _Damaged
    return b"".join(made)


# --- JPEG -----------------------------------------------------------------------------------------------------------


def _jpeg(picture: bytes) -> bytes:
    made, at, scans = [picture[:2]], 2, 0
    while True:
        marker, at = _marker(picture, at)
        if marker == _END:
            break
        length = int.from_bytes(picture[at : at + 2], "big")
        if length < 2 or len(picture) < at + length:
            raise _Damaged
        made.append(_segment(marker, picture[at + 2 : at + length]))
        at += length
        if marker == _SCAN:
            scans += 1
            following = _NEXT_MARKER.search(picture, at)
            if following is None:
                raise _Damaged
            made.append(picture[at : following.start()])
            at = following.start()
    if not scans:
        raise _Damaged
    return b"".join((*made, b"\xff\xd9"))


def _marker(picture: bytes, at: int) -> tuple[int, int]:
    """Give the marker that stands here, and where what belongs to it begins."""
    if picture[at] != 0xFF:
        raise _Damaged
    while picture[at] == 0xFF:
        at += 1
    return picture[at], at + 1


def _segment(marker: int, content: bytes) -> bytes:
    """Give a piece of a JPEG as it is published; nothing where it only describes."""
    if marker == _APP0:
        content = content[:12] + b"\0\0" if content.startswith(b"JFIF\0") else b""  # with a thumbnail of no size
    elif marker == _EXIF:
        content = _which_way_up(content)
    elif marker == _ADOBE:
        content = content[:12] if content.startswith(b"Adobe") else b""
    elif marker == _COLOURS:
        content = content if content.startswith(b"ICC_PROFILE\0") else b""
    elif _APP0 < marker <= _LAST_APP or marker == _COMMENT:
        content = b""
    elif marker not in _JPEG_SHOWS:
        raise _Damaged
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content if content else b""


def _which_way_up(content: bytes) -> bytes:
    """Give the EXIF data that says no more than how the picture is to be turned; nothing for one that stands right."""
    orders = {b"II*\0": "<", b"MM\0*": ">"}
    order = orders.get(content[6:10])
    if not content.startswith(b"Exif\0") or order is None:
        return b""
    try:
        (start,) = struct.unpack_from(f"{order}I", content, 10)
        (count,) = struct.unpack_from(f"{order}H", content, 6 + start)
    except struct.error:
        return b""
    table = content[8 + start : 8 + start + 12 * count]
    entries = struct.iter_unpack(f"{order}HHIHxx", table[: len(table) // 12 * 12])
    turned = next((value for tag, kind, _, value in entries if (tag, kind) == (_ORIENTATION, _SHORT)), 1)
    if turned not in range(2, 9):
        return b""
    return struct.pack(">6s4sIHHHIHHI", b"Exif\0\0", b"MM\0*", 8, 1, _ORIENTATION, _SHORT, 1, turned, 0, 0)


# --- GIF ------------------------------------------------------------------------------------------------------------


def _gif(picture: bytes) -> bytes:
    at = 13 + _palette(picture[10])
    made = [picture[:at]]
    while picture[at] != _GIF_END:
        if picture[at] == _GIF_IMAGE:
            content = at + 11 + _palette(picture[at + 9])
            is_shown = True
        elif picture[at] == _GIF_EXTENSION:
            content, label = at + 2, picture[at + 1]
            is_loop = label == _GIF_PROGRAM and picture[at + 3 : at + 14] in _GIF_LOOPS
            is_shown = label in {_GIF_TIMING, _GIF_TEXT} or is_loop
        else:
            raise _Damaged
        end = _after_blocks(picture, content)
        if is_shown:
            made.append(picture[at:end])
        at = end
    return b"".join((*made, b";"))


def _palette(flags: int) -> int:
    """Give how long the list of colours is that these flags announce."""
    return 3 * 2 ** ((flags & 7) + 1) if flags & 0x80 else 0


def _after_blocks(picture: bytes, at: int) -> int:
    while picture[at]:
        at += picture[at] + 1
    return at + 1


_READ: tuple[tuple[str, re.Pattern[bytes], Callable[[bytes], bytes]], ...] = (
    ("PNG", re.compile(rb"\x89PNG\r\n\x1a\n"), _png),
    ("JPEG", re.compile(rb"\xff\xd8\xff"), _jpeg),
    ("GIF", re.compile(rb"GIF8[79]a"), _gif),
    ("BMP", re.compile(rb"BM"), bytes),  # what programs write into these two is the picture alone
    ("WMF", re.compile(rb"\xd7\xcd\xc6\x9a|[\x01\x02]\x00\x09\x00"), bytes),
)
_UNREAD = (
    ("TIFF", re.compile(rb"II\*\x00|MM\x00\*")),
    ("EMF", re.compile(rb"\x01\x00\x00\x00.{36} EMF", re.DOTALL)),
    ("SVG", re.compile(rb".{0,4096}<svg", re.DOTALL)),
    ("WebP", re.compile(rb"RIFF....WEBP", re.DOTALL)),
)
