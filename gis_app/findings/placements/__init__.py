"""Placements: where the next cameras would see most, asked for by a planner and found by a job."""
