"""Two passports that may be of one camera, from lists that know nothing of each other."""
