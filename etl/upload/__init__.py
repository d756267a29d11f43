"""Any table, without code: what a file holds, what its columns may mean, and the source that a person makes of it."""
