"""What people state of a camera beside the lists: conditions, promises, focus; and who speaks for an owner."""
