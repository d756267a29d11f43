"""The page of placement: where the next cameras pay, drawn and compared."""
