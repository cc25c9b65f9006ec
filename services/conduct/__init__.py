"""Cases of conduct (Articles 27, 29.3): report, investigation, hearing, ruling, appeal."""
