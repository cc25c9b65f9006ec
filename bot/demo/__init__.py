"""The demo: the product with invented people, on one machine and without a network."""
