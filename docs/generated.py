"""Reference pages made while the documentation is built: commands and tables.

Two directives for Sphinx, each without arguments; what they show is read from the program, so it
cannot fall behind it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import typer.main
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from cccd_sim.results.tables import TABLES


def cell(text: str) -> str:
    """Return a text fit for one cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")


def commands() -> Iterator[str]:
    """Tell every command of the command line with its arguments and options, as Markdown."""
    os.environ["CCCD_SIM_LANG"] = "en"
    from cccd_sim.cli.app import app  # noqa: PLC0415 - reads the language when it is imported

    yield from _command(typer.main.get_command(app), "cccd-sim")


def _command(command: Any, words: str) -> Iterator[str]:
    """Tell one command, or those of a group."""
    if hasattr(command, "commands"):
        for name, each in command.commands.items():
            if not each.hidden:
                yield from _command(each, f"{words} {name}")
        return
    yield from (f"## {words}", "", command.help or "", "")
    yield from ("| argument, option | what | default |", "|---|---|---|")
    for each in command.params:
        if not getattr(each, "hidden", False) and each.name != "help":
            names = ", ".join(f"`{name}`" for name in each.opts) if each.opts else each.name
            if each.param_type_name == "argument":
                names = f"`{each.name.upper()}`"
            default = "" if each.default in (None, False, ()) else f"`{each.default}`"
            yield f"| {names} | {cell(getattr(each, 'help', None) or '')} | {default} |"
    yield ""


def tables() -> Iterator[str]:
    """Tell every table of a run folder, column by column, as Markdown."""
    for name, table in TABLES.items():
        keys = ", ".join(f"`{key}`" for key in table.keys)
        yield from (f"## {name}.csv", "", f"One row for each {keys}.", "")
        yield from ("| column | what |", "|---|---|")
        for column, meaning in table.measures.items():
            often = " (absent where no scenario has it)" if column in table.optional else ""
            yield f"| `{column}` | {cell(meaning)}{often} |"
        yield ""


class _Generated(SphinxDirective):
    """Markdown made by a function, in place of the directive."""

    has_content = False
    lines = staticmethod(tables)

    def run(self) -> list[nodes.Node]:
        """Return what the Markdown says."""
        return self.parse_text_to_nodes(
            "\n".join(StringList(list(self.lines()))), allow_section_headings=True
        )


class Commands(_Generated):
    """Every command."""

    lines = staticmethod(commands)


class Tables(_Generated):
    """Every table."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Sphinx calls this."""
    app.add_directive("commands", Commands)
    app.add_directive("tables", Tables)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
