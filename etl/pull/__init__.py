"""Sources that are fetched by their calendar: where from, how far we have come, and the one door to the network."""
