"""Pages of cameras that are forms: the passport, the survey at the pole, the holder's registration."""
