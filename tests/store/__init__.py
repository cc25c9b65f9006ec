"""The store: its door, its types, its seals."""
