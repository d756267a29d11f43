"""The public edition: what the city gives to everybody, coarse enough that nobody is found in it."""
