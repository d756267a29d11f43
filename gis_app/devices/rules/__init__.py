"""The city's rules for handling cameras: declared checks, judged for each passport."""
