"""Bots to compare with, as their libraries' own documentation shows them; each is a process.

They read BOT_TOKEN and BOT_API_URL as ours does, and import nothing but their library.
"""
