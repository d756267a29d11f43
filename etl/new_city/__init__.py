"""A city found in a region's OpenStreetMap extract: its boundary, its districts, its facts, its `city.yml`."""
