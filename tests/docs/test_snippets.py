"""Every command and every line of Python in the documentation does what it says it can."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from snippets import PAGES, QUESTIONS, ROOT, SHOWN, Block, blocks, fewer, fewer_in_python
from typer.main import get_command
from typer.testing import CliRunner

from cccd_sim.cli.app import app
from cccd_sim.errors import ScenarioError
from cccd_sim.scenario.files import load_scenario

TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
WITH_CODE = [page for page in PAGES if blocks(page)]


def asks(page: str) -> bool:
    """Return whether a page asks one of the long questions."""
    return any(re.search(rf"\b({'|'.join(QUESTIONS)})\b", block.text) for block in blocks(page))


def printed_exactly(page: str) -> bool:
    """Return whether a page shows what a command prints, to the letter."""
    return any("printed" in block.notes for block in blocks(page))


def run_command(words: list[str], *, quick: bool = True) -> int:
    """Run one command in this process; `make` is only looked up, its targets run in CI."""
    program = words[0].removeprefix(".venv/bin/")
    if program == "make":
        assert set(words[1:]) <= TARGETS, words
        return 0
    assert program == "cccd-sim", f"mark the block as not run, and say why: {words}"
    done = CliRunner().invoke(app, fewer(words[1:], quick=quick))
    if done.exit_code not in (0, 3):
        print(done.output)  # noqa: T201 - pytest shows it where the test fails
    return done.exit_code


def run_commands(block: Block, *, quick: bool) -> None:
    """Run the commands of a block; the last one may be meant to end with a code of its own."""
    codes = [run_command(words, quick=quick) for words in block.commands]
    meant = [0] * (len(codes) - 1) + [int(block.notes.get("exit", "0"))]
    assert codes == meant, block.commands


def run_block(block: Block, names: dict[str, object], *, quick: bool = True) -> None:
    """Run a block where it stands: files are written, commands run, Python is executed."""
    if "file" in block.notes:
        name, _, refused = block.notes["file"].partition(" ")
        Path(name).write_text(block.text, encoding="utf-8")
        if block.language == "yaml" and not refused:
            load_scenario(name)
    elif block.language in ("sh", "console"):
        run_commands(block, quick=quick)
    elif block.language == "python":
        code = compile(fewer_in_python(block.text), f"{block.page}:{block.line}", "exec")
        exec(code, names)


def run_page(page: str, *, quick: bool) -> None:
    """Run what a page tells to type, from its beginning to its end."""
    names: dict[str, object] = {"__name__": "reader"}
    for block in blocks(page):
        if "not run" not in block.notes:
            run_block(block, names, quick=quick)


@pytest.mark.parametrize("page", WITH_CODE)
def test_what_a_page_tells_to_type_runs(page, reader, tiny_questions):
    run_page(page, quick=True)


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in WITH_CODE if asks(page)])
def test_questions_are_answered_where_the_page_asks_them(page, reader):
    run_page(page, quick=False)


@pytest.mark.slow
@pytest.mark.parametrize("page", [page for page in PAGES if printed_exactly(page)])
def test_what_a_page_shows_as_printed_is_printed(page, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CCCD_SIM_LANG", raising=False)
    for block in blocks(page):
        if "file" in block.notes:
            Path(block.notes["file"]).write_text(block.text, encoding="utf-8")
        elif "printed" in block.notes:
            (words,) = block.commands
            assert CliRunner().invoke(app, words[1:]).stdout == block.printed
        elif block.language == "sh" and all(words[1] == "scenario" for words in block.commands):
            run_commands(block, quick=False)


@pytest.mark.parametrize("page", WITH_CODE)
def test_every_block_says_what_it_is(page):
    known = {*SHOWN, "sh", "console", "python"}
    odd = [(block.line, block.language) for block in blocks(page) if block.language[:1] != "{"]
    assert [each for each in odd if each[1] not in known] == []


@pytest.mark.parametrize("page", PAGES)
def test_no_command_hides_in_an_indented_block(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    assert re.findall(r"^ {4,}(?:\.venv/bin/)?(?:cccd-sim|make|pip) .*", text, re.M) == []


def test_a_block_that_is_not_run_says_why():
    reasons = [block.notes.get("not run", "-") for page in PAGES for block in blocks(page)]
    assert all(reasons)
    assert len([reason for reason in reasons if reason != "-"]) <= 8


def test_a_command_that_does_not_exist_is_noticed(reader):
    assert run_command(["cccd-sim", "simulate", "promised-32-campaign"]) == 2


def test_a_scenario_that_cannot_be_read_is_noticed(reader):
    block = Block("page", 1, "yaml", "supply: {kits: 3}\n", {"file": "wrong.yaml"})
    with pytest.raises(ScenarioError, match="kits: no such entry"):
        run_block(block, {})


INLINE = re.compile(r"`((?:\.venv/bin/)?cccd-sim [a-z]+[^`]*)`")


def options_of(verb: str) -> set[str]:
    """Return the options that a verb of the command line knows."""
    command = get_command(app).commands[verb]  # type: ignore[attr-defined]
    parts = [command, *getattr(command, "commands", {}).values()]
    return {name for part in parts for option in part.params for name in option.opts} | {"--help"}


@pytest.mark.parametrize("page", PAGES)
def test_commands_in_running_text_have_options_that_exist(page):
    text = (ROOT / page).read_text(encoding="utf-8")
    for command in INLINE.findall(text):
        words = command.removeprefix(".venv/bin/").split()
        if words[1].islower() and words[1] != "…":
            asked = {word.split("=")[0].strip("[]") for word in words if word.startswith("--")}
            assert asked <= options_of(words[1]), command
