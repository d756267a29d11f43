"""What every answer carries, and what an unexpected error answers."""
