"""Puts the product together: command line, Telegram, demo."""
