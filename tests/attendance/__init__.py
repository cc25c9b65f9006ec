"""Attendance in chat: boundaries, amounts, rights."""
