"""Clients of the house: whose they are."""
