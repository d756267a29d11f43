"""The operator's workspace."""
