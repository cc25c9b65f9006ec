"""The parts of a running bot, each for itself."""
