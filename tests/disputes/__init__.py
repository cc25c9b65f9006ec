"""Disputes about clients."""
