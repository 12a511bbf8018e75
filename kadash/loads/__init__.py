"""The stages of a build in order, its worker process, progress, and the switch to the new generation."""

from kadash.loads.catalogue import catalogue_in_use, keep_service
from kadash.loads.given import FileGiven
from kadash.loads.inspect import InspectedTable, Inspection, RejectedRow, inspect
from kadash.loads.inspection_json import inspection_from_json
from kadash.loads.jobs import JobState, cancel, job_state, running_job, start_job
from kadash.loads.load import load, rebuild, remove_source
from kadash.loads.marts import publish_marts
from kadash.loads.policy import keep_policy, policy_in_use
from kadash.loads.report import Counts, FileReport, LoadReport

__all__ = [
    "Counts", "FileGiven", "FileReport", "InspectedTable", "Inspection", "JobState", "LoadReport", "RejectedRow",
    "cancel", "catalogue_in_use", "inspect", "inspection_from_json", "job_state", "keep_policy",
    "keep_service", "load", "policy_in_use", "publish_marts", "rebuild", "remove_source",
    "running_job", "start_job",
]
