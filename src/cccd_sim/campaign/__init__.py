"""One run: SimPy moves the clock from rare event to rare event."""
