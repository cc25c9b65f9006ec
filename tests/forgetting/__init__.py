"""Clients put away and erased."""
