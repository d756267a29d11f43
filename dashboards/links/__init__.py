"""One event, several reports: what waits for a person to decide, and what was linked."""
