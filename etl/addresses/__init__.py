"""Placing by address: what a text may mean, the streets and buildings it may mean, and which of them it does."""
