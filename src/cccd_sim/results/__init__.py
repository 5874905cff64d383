"""What happened, as tidy tables."""
