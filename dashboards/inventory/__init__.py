"""A camera list that came again: what it says of each camera, decided one by one or in bulk."""
