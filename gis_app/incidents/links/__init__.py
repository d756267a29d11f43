"""Two records of one event: which there are, which wait for a person, and what people decided."""
