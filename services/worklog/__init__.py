"""The weekly work log: what somebody did in a week, for himself and those above him."""
