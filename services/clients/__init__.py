"""Clients: whose they are, whether they count, how they change hands."""
