"""The rules of the house that a program can check: what the documents promise, and what code may look like."""

import ast
import importlib.util
import re
import tokenize
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = sorted((ROOT / "src").rglob("*.py"))
CODE = [
    ROOT / "dev.py",
    *SOURCE,
    *sorted((ROOT / "tests").rglob("*.py")),
    *sorted((ROOT / "benchmarks").rglob("*.py")),
]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

PIN = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)==[0-9][A-Za-z0-9.+!]*( ; (platform_system|sys_platform) == \"\w+\")?"
)
IGNORE = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:\s*no)\b")
REASONED = re.compile(  # what is ignored, by name, and then why
    r"#\s*(noqa: [A-Z]+[0-9]+(, ?[A-Z]+[0-9]+)*|type: ignore\[[a-z, -]+\]|pragma: no (cover|branch))\s+[-#]\s*\w\S* \S+"
)


def words_of_dev(text: str) -> list[str]:
    return re.findall(r"python dev\.py (\w+)", text)


def offered() -> list[str]:
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec
    assert spec.loader
    dev = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(dev)
    return list(dev.WORDS)


def pins() -> list[str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def plain(requirement: str) -> str:
    """A package's name as it is compared: 'lxml_stubs>=1' is 'lxml-stubs'."""
    name = re.match(r"[A-Za-z0-9._-]+", requirement)
    assert name, requirement
    return re.sub(r"[-_.]+", "-", name[0]).lower()


def comments() -> Iterator[tuple[str, str]]:
    """Each comment in our code with its place."""
    for path in CODE:
        with tokenize.open(path) as file:
            for token in tokenize.generate_tokens(file.readline):
                if token.type == tokenize.COMMENT:
                    yield f"{path.relative_to(ROOT)}:{token.start[0]}", token.string


def unexplained_skips(tree: ast.AST) -> Iterator[int]:
    """Lines where a test is skipped, or expected to fail, and nobody says why."""
    names = {"skip", "skipif", "xfail", "importorskip"}
    called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr in names and ast.unparse(node).startswith("pytest."):
            call = called.get(id(node))
            reasons = [word.arg for word in call.keywords] if call else []
            said_first = bool(call and call.args) and ast.unparse(node) == "pytest.skip"
            if "reason" not in reasons and not said_first:
                yield node.lineno


def test_the_readme_begins_with_the_report_and_then_the_tests():
    assert words_of_dev((ROOT / "README.md").read_text(encoding="utf-8"))[:2] == ["report", "test"]


def test_the_documents_name_each_word_of_dev_and_no_other():
    documents = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    named = {word for path in documents for word in words_of_dev(path.read_text(encoding="utf-8"))}
    assert named == set(offered())


def test_ci_runs_exactly_the_second_command_of_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() == [
        "#!/usr/bin/env bash",
        "set -euo pipefail",
        'cd "$(dirname "$0")/.."',
        f"python dev.py {words_of_dev(readme)[1]}",
    ]


def test_the_version_is_the_newest_in_the_changelog():
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\S+)", changelog, re.MULTILINE)[0] == PROJECT["project"]["version"]


@pytest.mark.parametrize("line", pins())
def test_a_constraint_is_one_exact_version_and_names_no_place(line: str):
    assert PIN.fullmatch(line)


def test_no_package_has_two_constraints():
    names = [plain(line) for line in pins()]
    assert sorted(set(names)) == sorted(names)


def test_every_package_that_the_project_asks_for_has_a_constraint():
    project = PROJECT["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"], *PROJECT["build-system"]["requires"]]
    others = {plain(requirement) for requirement in asked} - {plain(project["name"])}  # it asks for its own extras
    assert others <= {plain(line) for line in pins()}


def test_every_dependency_has_its_reason_in_contributing():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").lower()
    assert [name for name in map(plain, PROJECT["project"]["dependencies"]) if f"| {name}" not in text] == []


@pytest.mark.parametrize("path", SOURCE, ids=lambda path: path.name)
def test_a_module_can_be_read_at_a_sitting(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_a_file_is_named_for_what_is_in_it(path: Path):
    assert not re.search(r"util|helper|common|manager|misc", path.stem)


def test_every_ignore_says_what_it_ignores_and_why():
    assert [where for where, text in comments() if IGNORE.search(text) and not REASONED.search(text)] == []


@pytest.mark.parametrize(
    "bare",
    [
        "# noqa",
        "# noqa: N818",
        "# type: ignore",
        "# type: ignore[misc]",
        "# pragma: no cover",
        "# noqa - because I say so",
    ],
)
def test_a_bare_ignore_is_noticed(bare: str):
    assert IGNORE.search(bare)
    assert not REASONED.search(bare)


@pytest.mark.parametrize(
    "reasoned",
    ["# noqa: N818 - not an error", "# type: ignore[misc]  # has no types", "# pragma: no cover - only on Windows"],
)
def test_an_ignore_with_a_reason_will_do(reasoned: str):
    assert REASONED.search(reasoned)


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.name)
def test_every_skipped_test_says_why(path: Path):
    assert list(unexplained_skips(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("line", "explained"),
    [
        ("@pytest.mark.skip\ndef f(): ...", False),
        ("@pytest.mark.skip()\ndef f(): ...", False),
        ("@pytest.mark.skipif(True)\ndef f(): ...", False),
        ("pytest.importorskip('xlwings')", False),
        ("pytest.skip()", False),
        ("pytest.skip('there is no Excel here')", True),
        ("@pytest.mark.skipif(True, reason='only on Windows')\ndef f(): ...", True),
    ],
)
def test_a_skip_without_a_reason_is_noticed(line: str, *, explained: bool):
    assert (list(unexplained_skips(ast.parse(line))) == []) is explained
