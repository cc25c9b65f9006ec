"""Leave (Articles 28.5, 29): asked for and weighed before, approved, cancelled, cut short."""
