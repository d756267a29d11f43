"""What the police look at: the map of the own areas."""
