"""Tests of the sign-off of clients."""
