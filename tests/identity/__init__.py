"""Whose account is whose."""
