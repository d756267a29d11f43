"""Checks of cameras at the pole, with a photo, sent when there is a network."""
