"""Clients put away: sealed (stored, on no screen), then erased; what figures need stays."""
