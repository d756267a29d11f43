"""Keeping the city: backups, their rehearsal and restore, the way back from a failed upgrade."""
