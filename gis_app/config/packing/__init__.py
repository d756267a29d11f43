"""Packing the product for a network without a way out: the code, Debian packages, wheels and the browser's packages."""
