"""Tests of notices to many."""
