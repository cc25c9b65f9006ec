"""Tests of the Telegram in memory: what it refuses, what people do in it, its door."""
