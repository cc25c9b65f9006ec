"""Telegram in, one service call, Telegram out: the only place with words."""
