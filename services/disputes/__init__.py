"""Disputes about whose a client is (Article 31): both are heard, the trading manager rules."""
