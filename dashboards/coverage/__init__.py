"""How much of what matters the cameras see, the records behind each figure, and where the gaps are."""
