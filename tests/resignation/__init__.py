"""Leaving: days and amounts by hand, who may do what, what becomes of the record."""
