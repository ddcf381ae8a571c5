"""Draws a picture of a web page on a wide screen and on a phone, side by side: `picture_of_page.py PAGE PICTURE`."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from browser import NARROW, open_window

_WIDTH, _HEIGHT, _ABOVE = 900, 640, 190
_PLATE = "<!DOCTYPE html><title>Both</title><body style='margin:0;display:flex;gap:24px;background:#c4cad2'>{}</body>"


def draw(page: Path, picture: Path) -> None:
    """Write the picture."""
    with open_window() as window, tempfile.TemporaryDirectory() as folder:
        shots = []
        for width in (_WIDTH, NARROW):
            with window.look(page, width) as looked:
                top = looked.page.evaluate("() => document.querySelector('table').getBoundingClientRect().top")
                view = {"x": 0, "y": max(top - _ABOVE, 0), "width": width, "height": _HEIGHT}
                shot = looked.page.screenshot(full_page=True, clip=view)
            shots.append(f"<img src='data:image/png;base64,{base64.b64encode(shot).decode()}' alt=''>")
        plate = Path(folder) / "both.html"
        plate.write_text(_PLATE.format("".join(shots)), encoding="utf-8")
        with window.look(plate, _WIDTH + 24 + NARROW) as looked:
            view = {"x": 0, "y": 0, "width": _WIDTH + 24 + NARROW, "height": _HEIGHT}
            looked.page.screenshot(path=picture, clip=view)


if __name__ == "__main__":
    draw(Path(sys.argv[1]).resolve(), Path(sys.argv[2]))
