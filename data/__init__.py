"""The invented city and the catalogues; no bulk."""
