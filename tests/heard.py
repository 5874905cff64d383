"""Listening to random streams: which replication asked for which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
import pytest

from cccd_sim.experiment import ignorance
from cccd_sim.experiment.executor import Call
from cccd_sim.experiment.ignorance import PURPOSE
from cccd_sim.streams import Streams, address

State = tuple[int, ...]


class Heard:
    """Every stream that was asked for: of luck by replication, of ignorance all together."""

    def __init__(self) -> None:
        self.luck: dict[int, set[State]] = defaultdict(set)
        self.ignorance: set[State] = set()
        self.stray: list[tuple[Any, ...]] = []

    def note(self, streams: Streams, words: tuple[Any, ...]) -> None:
        """Note the state a stream begins in: equal states are equal streams, whatever the key."""
        names = (address(word) if isinstance(word, str) else word for word in words)
        sequence = np.random.SeedSequence(streams.seed, spawn_key=(streams.replication, *names))
        state = tuple(sequence.generate_state(8).tolist())
        owner = getattr(streams, "owner", None)
        if words[0] == PURPOSE:
            self.ignorance.add(state)
        elif owner is None:
            self.stray.append(words)
        else:
            self.luck[owner].add(state)

    def nothing_is_shared(self) -> bool:
        """Return whether all replications have streams of their own, apart from parameters."""
        every = [state for states in self.luck.values() for state in states]
        return len(every) == len(set(every)) and self.ignorance.isdisjoint(every)


@contextmanager
def listening(of_call: Callable[[Call], Streams] = Call.streams) -> Iterator[Heard]:
    """Listen to every stream while something runs in this process.

    Parameters
    ----------
    of_call
        Which luck a replication is given.
    """
    heard, of = Heard(), Streams.of

    def owned(call: Call) -> Streams:
        streams = of_call(call)
        object.__setattr__(streams, "owner", call.number)
        return streams

    def told(self: Streams, *words: Any) -> np.random.Generator:
        heard.note(self, words)
        return of(self, *words)

    ignorance._block.cache_clear()  # what was drawn for an earlier test would not be heard
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Call, "streams", owned)
        patched.setattr(Streams, "of", told)
        yield heard
