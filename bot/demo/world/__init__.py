"""The demo's world: an invented branch, written as the workbooks its office would bring."""

from bot.demo.world.people import PERSONAS, Persona
from bot.demo.world.workbooks import write

__all__ = ["PERSONAS", "Persona", "write"]
