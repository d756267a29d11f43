"""Any table, without code: the sources that people described, and the steps by which one is described."""
