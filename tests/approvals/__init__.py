"""Approvals: the machine, who decides, what time does to it."""
