"""The stages of a build in order, its worker process, progress, and the switch to the new generation."""

from kadash.loads.given import FileGiven
from kadash.loads.load import load, rebuild, remove_source
from kadash.loads.marts import publish_marts
from kadash.loads.report import Counts, FileReport, LoadReport

__all__ = ["Counts", "FileGiven", "FileReport", "LoadReport", "load", "publish_marts", "rebuild", "remove_source"]
