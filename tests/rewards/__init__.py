"""The rewards to banks."""
