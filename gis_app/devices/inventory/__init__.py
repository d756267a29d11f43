"""A camera list that came again: what is proposed of each camera, and what people decided."""
