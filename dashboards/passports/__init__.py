"""The register of cameras: how far each comes, what of each passport is stated, broken, asked for and doubled."""
