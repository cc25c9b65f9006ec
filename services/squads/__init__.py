"""Small groups of a team: who is in them, who leads them, how far they are together."""
