"""What managers file: who owes it, when it is asked for, who reads it."""
