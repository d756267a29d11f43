"""The administrator's pages of sources, beside the office pages of people and health."""
