"""The planner's workspace."""
