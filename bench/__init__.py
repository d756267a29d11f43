"""What `./safecity bench` measures: our product beside its peers, in one run on one machine, as ratios."""
