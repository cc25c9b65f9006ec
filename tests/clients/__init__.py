"""Clients: whose they are, whether they count, lists, cards, handovers."""
