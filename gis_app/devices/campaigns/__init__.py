"""An inventory campaign: which departments and owners were asked for their list, and which have answered."""
