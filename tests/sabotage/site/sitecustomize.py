"""Python runs this in a bot that is started by a chaos test."""

from tests import sabotage

sabotage.install()
