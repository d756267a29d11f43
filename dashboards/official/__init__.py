"""The official's workspace."""
