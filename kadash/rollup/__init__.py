"""The roll-up of order lines to the waist on an engine of choice, from the SQL files of the marts."""

from kadash.rollup.run import ENGINES, Engine, Rolled, roll_up

__all__ = ["ENGINES", "Engine", "Rolled", "roll_up"]
