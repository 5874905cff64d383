"""Figures from tables; never runs anything."""
