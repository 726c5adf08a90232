"""Long work outside the page that started it: each job is a process of its own, with its state in
a file, so that it outlives a page change, a closed tab and the app itself."""

from ui.jobs.job_queue import NoSuchJob, cancel, job, jobs, start
from ui.jobs.model import Job, Result

__all__ = ["Job", "NoSuchJob", "Result", "cancel", "job", "jobs", "start"]
