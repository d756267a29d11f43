"""Scenarios: cameras that might be, drawn by a planner or proposed by a placement, and what each would see."""
