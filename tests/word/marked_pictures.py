"""Small pictures as cameras and programs write them, and with notes put into them."""

from __future__ import annotations

import base64
import struct
import zlib

from plant import DOT

PNG = DOT
JPEG = base64.b64decode(  # red and blue, 16 by 8 points
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqm"
    "x5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABAD"
    "ASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAaEAEAAQUAAAAAAAAAAAAAAAAABAIWU5LR/8QAFQEBAQAAAAAAAAAAAAAAAAAABAX/"
    "xAAdEQAABgMBAAAAAAAAAAAAAAAAAQIFERIDMcGB/9oADAMBAAIRAxEAPwCBXc03FH1q6BLbjQu1inXRQcTivvB//9k="
)
PROGRESSIVE = base64.b64decode(  # the same in ten scans
    "/9j/4AAQSkZJRgABAQEASABIAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqm"
    "x5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAIABAD"
    "ASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAME/8QAFQEBAQAAAAAAAAAAAAAAAAAAAwT/2gAMAwEAAhADEAAAAc9hKP/EABYQAQEBAAAA"
    "AAAAAAAAAAAAAAACFP/aAAgBAQABBQJpt//EABYRAAMAAAAAAAAAAAAAAAAAAAAEQf/aAAgBAwEBPwFiH//EABgRAAIDAAAAAAAAAAAAAAAAAAER"
    "AAIE/9oACAECAQE/Ac1QW5//xAAWEAEBAQAAAAAAAAAAAAAAAAAAAjH/2gAIAQEABj8CZL//xAAWEAEBAQAAAAAAAAAAAAAAAAAAAfH/2gAIAQEA"
    "AT8hZFf/2gAMAwEAAgADAAAAEIv/xAAYEQACAwAAAAAAAAAAAAAAAAAAARGRwf/aAAgBAwEBPxB4th//xAAYEQACAwAAAAAAAAAAAAAAAAAAESEx"
    "wf/aAAgBAgEBPxCDHWn/xAAWEAEBAQAAAAAAAAAAAAAAAAAAwfD/2gAIAQEAAT8QZiv/2Q=="
)
GIF = bytes.fromhex(
    "47494638396101000100800000ffffff00000021f90400000000002c00000000010001000002024401003b"
)  # one point


def chunk(name: bytes, content: bytes) -> bytes:
    """Give a piece of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png(*before_pixels: bytes, after: bytes = b"") -> bytes:
    """Give the PNG with more pieces before its pixels, and with this after its end."""
    at = PNG.index(b"IDAT") - 4
    return PNG[:at] + b"".join(before_pixels) + PNG[at:] + after


def segment(marker: int, content: bytes) -> bytes:
    """Give a piece of a JPEG."""
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def jpeg(*after_first: bytes, after: bytes = b"", of: bytes = JPEG) -> bytes:
    """Give the JPEG with more pieces after its first, and with this after its end."""
    return of[:20] + b"".join(after_first) + of[20:] + after


def exif(orientation: int | None, says: bytes = b"", order: str = ">") -> bytes:
    """Give a JPEG's EXIF piece: this camera, and which way up it was held."""
    entries = [(0x010F, 2, max(len(says), 5), b"\0\0\0\x26")]
    if orientation is not None:
        entries.append((0x0112, 3, 1, struct.pack(f"{order}HH", orientation, 0)))
    table = b"".join(struct.pack(f"{order}HHI4s", *entry) for entry in entries)
    begins = b"MM\0*" if order == ">" else b"II*\0"
    content = begins + struct.pack(f"{order}IH", 8, len(entries)) + table + bytes(4) + says
    return segment(0xE1, b"Exif\0\0" + content)


def gif(*before_end: bytes, after: bytes = b"") -> bytes:
    """Give the GIF with more blocks before its end, and with this after it."""
    return GIF[:-1] + b"".join(before_end) + b";" + after


def block(label: int, *pieces: bytes) -> bytes:
    """Give an extension block of a GIF."""
    return bytes((0x21, label)) + b"".join(bytes((len(one),)) + one for one in pieces) + b"\0"
