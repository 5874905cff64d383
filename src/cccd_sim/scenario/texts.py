"""Text files, read within bounds: size, encoding, kind."""

from __future__ import annotations

from pathlib import Path

from cccd_sim.errors import Problem, StorageError
from cccd_sim.language import N_
from cccd_sim.scenario.nodes import Mark

LARGEST_FILE = 1_000_000
"""Bytes; the shipped files have a hundredth of it."""
UTF_16_AND_32 = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def text_of(path: Path, mark: Mark, problems: list[Problem], belongs_to: str = "") -> str | None:
    """Return the text of a file, or nothing if it is none that can be used.

    Parameters
    ----------
    path
        The file.
    mark
        How to name it.
    problems
        What is wrong with it is added here.
    belongs_to
        The entry that names the file, for the message.

    Raises
    ------
    StorageError
        If the file is there but cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            data: bytes | str = N_("this is not a file")
        else:
            with path.open("rb") as file:
                data = file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        data = N_("there is no such file")
    except ValueError:
        data = N_("this is not a file name")
    except OSError as error:
        message = N_("{file} cannot be read: {detail}")
        raise StorageError(message, file=mark.file, detail=error.strerror) from error
    fault = data if isinstance(data, str) else _fault(data)
    if fault is not None:
        problems.append(Problem(mark.file, None, belongs_to, fault, {"most": LARGEST_FILE}))
        return None
    assert isinstance(data, bytes), "a text is a fault"
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = N_("the file is not in UTF-8; save it as UTF-8")
        problems.append(Problem(mark.file, line, belongs_to, message))
        return None


def _fault(data: bytes) -> str | None:
    """Return what keeps bytes from being a text, if anything."""
    if len(data) > LARGEST_FILE:
        return N_("the file is larger than {most} bytes")
    if data.startswith(UTF_16_AND_32):
        return N_("the file is in UTF-16 or UTF-32; save it as UTF-8")
    if b"\0" in data:
        return N_("the file is not a text")
    if not data.removeprefix(b"\xef\xbb\xbf").strip():
        return N_("the file is empty")
    return None
