"""What follows from rows once they stand: the areas of points, the versions of layers."""
