"""How functions of this package are compiled, and where the compiled code is kept.

numba compiles a function anew when its own file changes, not when a constant or a function it
takes from another file does. So the code is kept in a folder named after all the sources of
this package. Where neither the package nor the user's cache can be written (a read-only
install, an unwritable home), a temporary folder serves: each run then compiles again.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast


def _folder_name() -> str:
    """Return a name that changes whenever any source of this package does."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    return f"compiled-{digest.hexdigest()[:16]}"


def _candidates(name: str) -> list[Path]:
    """Return where the code may be kept, the best place first."""
    chosen = os.environ.get("NUMBA_CACHE_DIR")
    if chosen:
        return [Path(chosen) if Path(chosen).name == name else Path(chosen, name)]
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    beside = Path(__file__).parent / "__pycache__" / name
    return [beside, Path(home).expanduser() / "cccd-sim" / name]


def _is_writable(folder: Path) -> bool:
    """Tell whether files can be made in ``folder``, making it if need be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except (OSError, RuntimeError):
        return False


def _prepare() -> None:
    """Point numba at a folder that can be written; worker processes inherit the choice."""
    for folder in _candidates(_folder_name()):
        if _is_writable(folder):
            os.environ["NUMBA_CACHE_DIR"] = str(folder)
            return
    os.environ["NUMBA_CACHE_DIR"] = tempfile.mkdtemp(prefix="cccd-sim-")


_prepare()
from numba import njit  # noqa: E402  (numba reads the folder's name when it is imported)

F = TypeVar("F", bound=Callable[..., Any])


def compiled(function: F) -> F:
    """Compile a function when it is first called, and keep the code."""
    return cast(F, njit(cache=True, nogil=True)(function))
