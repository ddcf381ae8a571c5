"""The texts of a workbook's macros, read from its VBA project without Excel.

The project is a compound file ([MS-CFB]); its stream `dir` lists the modules, and each module's text is compressed at
the end of a stream of its own ([MS-OVBA] 2.3.4.2 and 2.4.1).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = 0xFFFFFFFA
"""From here on a sector's number is none ([MS-CFB] 2.1)."""
_ENTRY, _SMALL, _CHUNK = 128, 64, 4096
_STREAM, _ROOT = 2, 5
_CODE_PAGE, _VERSION, _NAME, _STREAM_NAME, _OFFSET, _MODULE_ENDS = 0x03, 0x09, 0x19, 0x1A, 0x31, 0x2B


def module_texts(project: bytes) -> dict[str, str]:
    """The text of each module by its name; ValueError for what is no sound VBA project."""
    try:
        streams = _streams(project)
        return dict(_modules(streams))
    except (IndexError, KeyError, struct.error, LookupError, MemoryError) as problem:
        raise ValueError(f"the VBA project is damaged ({problem})") from problem


def _modules(streams: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    code_page, name, stream, offset = "cp1252", "", "", 0
    for kind, data in _records(_decompressed(streams["dir"])):
        if kind == _CODE_PAGE:
            code_page = f"cp{int.from_bytes(data, 'little')}"
        elif kind == _NAME:
            name = data.decode(code_page, "replace")
        elif kind == _STREAM_NAME:
            stream = data.decode(code_page, "replace")
        elif kind == _OFFSET:
            offset = int.from_bytes(data, "little")
        elif kind == _MODULE_ENDS:
            yield name, _decompressed(streams[stream.casefold()][offset:]).decode(code_page, "replace")


def _records(directory: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place + 6 <= len(directory):
        kind, size = struct.unpack_from("<HI", directory, place)
        size += 2 if kind == _VERSION else 0  # of this one the size leaves out the minor version
        yield kind, directory[place + 6 : place + 6 + size]
        place += 6 + size


def _decompressed(container: bytes) -> bytes:
    """The bytes of a compressed container ([MS-OVBA] 2.4.1.3)."""
    if not container or container[0] != 1:
        raise ValueError("the VBA project has a stream that is not compressed as it should be")
    out, place = bytearray(), 1
    while place + 2 <= len(container):
        (header,) = struct.unpack_from("<H", container, place)
        end = min(place + 3 + (header & 0xFFF), len(container))
        if header & 0x8000:
            _chunk(container, place + 2, end, out)
        else:
            out += container[place + 2 : end]
        place = end
    return bytes(out)


def _chunk(container: bytes, place: int, end: int, out: bytearray) -> None:
    start = len(out)
    while place < end:
        flags, place = container[place], place + 1
        for bit in range(8):
            if place >= end:
                return
            if not flags >> bit & 1:
                out.append(container[place])
                place += 1
                continue
            (token,) = struct.unpack_from("<H", container, place)
            place += 2
            bits = max((len(out) - start - 1).bit_length(), 4)
            back, length = (token >> 16 - bits) + 1, (token & 0xFFFF >> bits) + 3
            if back > len(out):
                raise ValueError("the VBA project refers to what is before its beginning")
            if len(out) - start + length > _CHUNK:
                raise ValueError("the VBA project has a chunk that is too large")
            for _ in range(length):
                out.append(out[-back])


def _streams(file: bytes) -> dict[str, bytes]:
    """The streams of a compound file by their names in small letters, whatever folder they are in."""
    if not file.startswith(_OLE2):
        raise ValueError("the VBA project is no compound file")
    (shift,) = struct.unpack_from("<H", file, 30)
    if shift not in {9, 12}:
        raise ValueError("the VBA project has sectors of an impossible size")
    size = 1 << shift
    first_directory, cutoff, first_small_table = (struct.unpack_from("<I", file, at)[0] for at in (48, 56, 60))
    table: list[int] = []
    for sector in _sectors_of_table(file, size):
        table += struct.unpack_from(f"<{size // 4}I", file, (sector + 1) * size)
    directory = _joined(file, table, first_directory, size, head=size)
    entries = [_entry(directory, at) for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    small_table = _numbers(_joined(file, table, first_small_table, size, head=size))
    root = next((start for kind, _, start, _ in entries if kind == _ROOT), _END)
    small = _joined(file, table, root, size, head=size)
    found = {}
    for kind, name, start, length in entries:
        if kind == _STREAM:
            is_small = length < cutoff
            joined = _joined(small, small_table, start, _SMALL) if is_small else _joined(file, table, start, size, size)
            found[name.casefold()] = joined[:length]
    return found


def _sectors_of_table(file: bytes, size: int) -> Iterator[int]:
    """The sectors that hold the table of what follows what: 109 of them in the head, the others in a chain."""
    yield from (sector for sector in struct.unpack_from("<109I", file, 76) if sector < _END)
    (more,) = struct.unpack_from("<I", file, 68)
    for _ in range(len(file) // size):
        if more >= _END:
            return
        *sectors, more = struct.unpack_from(f"<{size // 4}I", file, (more + 1) * size)
        yield from (sector for sector in sectors if sector < _END)


def _joined(file: bytes, table: list[int], sector: int, size: int, head: int = 0) -> bytes:
    """The sectors that follow each other from one on; ValueError where they go in a circle."""
    parts: list[bytes] = []
    while sector < _END:
        if len(parts) > len(table):
            raise ValueError("the VBA project's sectors go in a circle")
        parts.append(file[head + sector * size : head + (sector + 1) * size])
        sector = table[sector]
    return b"".join(parts)


def _numbers(content: bytes) -> list[int]:
    return list(struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4]))


def _entry(directory: bytes, at: int) -> tuple[int, str, int, int]:
    """What an entry is, its name, its first sector and its length."""
    letters, kind = struct.unpack_from("<HB", directory, at + 64)
    name = directory[at : at + max(letters - 2, 0)].decode("utf-16-le", "replace")
    start, length = struct.unpack_from("<II", directory, at + 116)
    return kind, name, start, length
