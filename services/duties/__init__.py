"""What managers file: the director's weekly progress and monthly plan, the district's meeting."""
