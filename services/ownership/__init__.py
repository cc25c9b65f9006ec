"""Whose a client is that opened an account: signed by four, recorded, archived (Article 31)."""
