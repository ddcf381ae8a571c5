"""The long run of changed workbooks: each is read as openpyxl reads it, or refused in a sentence that names the file.

    python tests/fuzz/workbook_fuzz.py                          # 3,000 workbooks
    python tests/fuzz/workbook_fuzz.py --seed 867 --files 1     # one that failed, again

A failure prints its seed and its last line; the exit status is then 1.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "workbook"))

from many import Counted, each, run
from mutants import mutant
from witnesses import outcome

LONG = 20.0
"""Seconds that nothing may take, on a busy machine too."""


def chunk(seeds: range) -> Counted:
    """What workbooks of these seeds end in, and the faults."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mutant.xlsm"

        def read(seed: int) -> str:
            path.write_bytes(mutant(seed))
            began = time.monotonic()
            end = outcome(path)
            taken = time.monotonic() - began
            assert taken <= LONG, f"it took {taken:.0f} seconds"
            return end

        return each(seeds, read)


if __name__ == "__main__":
    sys.exit(run("Change workbooks and read them.", "changed workbooks", chunk))
