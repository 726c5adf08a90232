"""Long work outside the page that started it. Each job is its own process and keeps its state in a
file, so it survives a page change, a closed tab and the end of the app."""

from ui.jobs.job_queue import UnknownJob, cancel, job, jobs, start
from ui.jobs.model import Job, Result

__all__ = ["Job", "Result", "UnknownJob", "cancel", "job", "jobs", "start"]
