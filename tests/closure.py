"""A closed counter, the SimPy way: one goes before everybody and takes each desk when free."""

from __future__ import annotations

import simpy


class Closure:
    """A visitor with priority over all others who occupies every desk of a row."""

    def __init__(self, desks: simpy.PriorityResource) -> None:
        self.desks = desks
        self.requests = [desks.request(priority=-1) for _ in range(desks.capacity)]

    def end(self) -> None:
        """Leave the desks, taken or still waited for, to the citizens."""
        for request in self.requests:
            if request.triggered:
                self.desks.release(request)
            else:
                request.cancel()
