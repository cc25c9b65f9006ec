"""Tests of the chat's kit."""
