"""Talks one to one: a manager with each of his people, a group's leader with its members."""
