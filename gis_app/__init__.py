"""What the city is and what happened: models, rules, API."""

__version__ = "0.1.0"
