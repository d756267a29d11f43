"""What waits for a planner: rejected rows to place, corrections that their source disputes."""
