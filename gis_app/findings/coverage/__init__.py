"""How much of what matters the cameras see, and where the gaps are."""
