"""What the planner asks: checked, complete, frozen."""
