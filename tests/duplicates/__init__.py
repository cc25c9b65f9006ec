"""Duplicates: matching, stopping, look-ups."""
