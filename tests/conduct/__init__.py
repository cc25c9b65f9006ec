"""Cases of conduct: who sees them, what they do to pay, what time does to them."""
