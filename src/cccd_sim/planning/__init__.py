"""The questions a planner asks; each returns an Answer."""
