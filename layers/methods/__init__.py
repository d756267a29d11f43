"""Plain mathematics: arrays in, arrays out; nothing of the platform is imported here."""
