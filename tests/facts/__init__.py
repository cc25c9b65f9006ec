"""Figures come in."""
