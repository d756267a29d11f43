"""What people look at: one folder a person, a page a file."""
