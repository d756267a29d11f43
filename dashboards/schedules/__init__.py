"""How fresh each source is and when it is pulled, for every workspace that may see deliveries."""
