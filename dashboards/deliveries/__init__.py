"""What came into the store, by delivery, for every workspace that may see it."""
