"""One search for everything that has a place: what was typed, who may find what, and where it lies."""
