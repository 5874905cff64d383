"""What can go wrong, in a planner's words, each with the exit code it ends the command with.

A message is an English template and the values that fill it in, so that it can be told in the
reader's language when it is shown: ``error.text("vi")``. Where it is not told at once through
``say``, the template is marked ``N_("…")`` for the catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from cccd_sim.language import N_, Language, say


class CccdSimError(Exception):
    """Something the reader of the message can put right.

    Parameters
    ----------
    message
        English template, its ``{names}`` filled in from ``values``.
    """

    exit_code = 70

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format(**values) if values else message)
        self.message = message
        self.values = values

    def text(self, language: Language) -> str:
        """Return the message in a language."""
        return say(language, self.message, **self.values)


@dataclass(frozen=True)
class Problem:
    """One fault in an input: where it stands, what was found, what would be right."""

    file: str
    line: int | None
    path: str
    message: str
    """English template; its ``{names}`` are filled in from ``values``."""
    values: Mapping[str, object] = field(default_factory=dict)

    def text(self, language: Language) -> str:
        """Return ``file:line: path: message`` in a language, leaving out what is not known."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        message = say(language, self.message, **self.values)
        path = "" if place.endswith(f" {self.path}") else self.path  # --set says it already
        return ": ".join(part for part in (place, path, message) if part)

    def __str__(self) -> str:
        """Return the English text."""
        return self.text("en")


class ScenarioError(CccdSimError):
    """The input cannot be used; ``problems`` lists every fault found, not only the first."""

    exit_code = 2

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(N_("the scenario cannot be used:"))
        self.problems = tuple(problems)

    def text(self, language: Language) -> str:
        """Return the message and, one a line, every problem."""
        told = (f"  {problem.text(language)}" for problem in self.problems)
        return "\n".join([super().text(language), *told])

    def __str__(self) -> str:
        """Return the English text."""
        return self.text("en")

    def __reduce__(self) -> tuple[type[ScenarioError], tuple[list[Problem]]]:
        """Let the error travel between processes."""
        return type(self), (list(self.problems),)


class UsageError(CccdSimError):
    """A command was asked for something it cannot do, say a folder that already exists."""

    exit_code = 2


class HookError(CccdSimError):
    """A function handed in as a hook failed, or returned what the model cannot use."""

    exit_code = 2


class StorageError(CccdSimError):
    """A file or folder cannot be read or written."""

    exit_code = 74


class TablesDifferError(CccdSimError):
    """``verify`` made tables that differ from those in the run folder."""

    exit_code = 1


class RequirementError(CccdSimError):
    """``--require`` was missed: the campaign is less likely on time than asked for."""

    exit_code = 3


class BrokenLawError(CccdSimError):
    """A conservation law of the model does not hold: a fault of the program, not of the input."""

    exit_code = 70
