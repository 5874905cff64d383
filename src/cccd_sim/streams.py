"""Named random streams: luck has an address, never an order."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache

import numpy as np

_ALL = (1 << 64) - 1


@cache
def address(name: str) -> int:
    """Return the number a name stands for in a stream's key: 8 bytes of its SHA-256."""
    return int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")


@dataclass(frozen=True)
class Streams:
    """All the randomness of one replication.

    The scenario's name is no part of any key: the same citizen and the same kit have the
    same luck in every scenario (common random numbers).

    Parameters
    ----------
    province
        Whose luck it is in a country: no province's luck hangs on what others there are.
    """

    seed: int
    replication: int
    province: str = ""

    def of(self, purpose: str, *key: int | str) -> np.random.Generator:
        """Return the generator for one purpose, say ``of("capture", district_code)``.

        Parameters
        ----------
        purpose
            What the stream decides; hashed, so that a new purpose disturbs no other.
        key
            Whose luck it is: a district's code, a kit's permanent name and number.
        """
        whose = (*key, "province", self.province) if self.province else key
        names = [address(part) if isinstance(part, str) else part for part in (purpose, *whose)]
        sequence = np.random.SeedSequence(self.seed, spawn_key=(self.replication, *names))
        return np.random.Generator(np.random.SFC64(sequence))


def luck(word: int, number: int) -> float:
    """Return the ``number``-th uniform in [0, 1) of the owner of ``word``.

    A citizen or a kit has one random 64-bit word from a named stream; what befalls it later,
    however often, hangs on that word and a number (SplitMix64; Steele, Lea and Flood 2014). The
    compiled twin is ``queueing.arrivals.luck``.
    """
    z = (word + (number + 1) * 0x9E3779B97F4A7C15) & _ALL
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & _ALL
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & _ALL
    return ((z ^ (z >> 31)) >> 11) * 2.0**-53
