"""The city's map, the ground that every workspace stands on."""
