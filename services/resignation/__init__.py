"""Leaving (Articles 25 and 28.7): asked for, decided, handed over, and the risk fund after it."""
