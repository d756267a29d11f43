"""What people put right: fields of records, and rows that could not be taken."""
