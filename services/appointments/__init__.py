"""Clients registered before they open an account (Article 31)."""
