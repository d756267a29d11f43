"""The page of the public edition: what the city has given to everybody, by which rules, and when it gives again."""
