"""How functions of this package are compiled, and where the compiled code is kept.

numba compiles a function anew when its own file changes, not when a constant or a function it
takes from another file does; code kept from before such a change would read memory that is not
there. So the code is kept in a folder named after all the sources of this package. Where neither
the package nor the user's cache can be written (a read-only install, an unwritable home), a
temporary folder serves this run and its worker processes.
"""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

SHARED = "CCCD_SIM_COMPILED"
"""Environment variable by which worker processes learn of a temporary folder."""

F = TypeVar("F", bound=Callable[..., Any])


def _folder() -> Path:
    """Return the folder for compiled code, the best place first."""
    digest = hashlib.sha256()
    for source in sorted(Path(__file__).parent.glob("*.py")):
        digest.update(source.read_bytes())
    name = f"compiled-{digest.hexdigest()[:16]}"
    home = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or "~/.cache"
    places = [Path(__file__).parent / "__pycache__" / name, Path(home, "cccd-sim", name)]
    if chosen := os.environ.get("NUMBA_CACHE_DIR"):
        places = [Path(chosen, name)]
    if shared := os.environ.get(SHARED):
        places.append(Path(shared))
    for place in places:
        if _is_writable(place):
            return place
    temporary = tempfile.mkdtemp(prefix="cccd-sim-")
    os.environ[SHARED] = temporary
    atexit.register(shutil.rmtree, temporary, ignore_errors=True)
    return Path(temporary)


def _is_writable(folder: Path) -> bool:
    """Tell whether files can be made in ``folder``, making it if need be."""
    try:
        folder = folder.expanduser()
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except (OSError, RuntimeError):
        return False


FOLDER = _folder().expanduser()


def compiled(function: F) -> F:
    """Compile a function that makes no array, when it is first called; keep the code in ``FOLDER``.

    As it only works on arrays it is given, numba need not count who refers to them (``_nrt``): the
    counting would take longer than much of the work. With an array of its own it does not compile.
    """
    return _compiled(function, _nrt=False)


def compiled_with_arrays(function: F) -> F:
    """Compile a function that makes arrays, or draws from a generator."""
    return _compiled(function)


def _compiled(function: F, **options: bool) -> F:
    """Compile a function; numba asks for the place once, here, and other users keep theirs."""
    others = vars(config)["CACHE_DIR"]
    try:
        vars(config)["CACHE_DIR"] = str(FOLDER)
        # numba's own types do not know all of its options
        return cast(F, cast(Any, njit)(cache=True, nogil=True, **options)(function))
    finally:
        vars(config)["CACHE_DIR"] = others
