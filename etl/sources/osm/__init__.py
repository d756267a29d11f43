"""OpenStreetMap: one extract gives areas, streets, buildings, ground, sites and cameras."""
