"""A scenario as a file: GeoJSON, GeoPackage, a workbook with the bill of materials, an offline page."""
