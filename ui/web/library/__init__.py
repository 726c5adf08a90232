"""The library page: documents, uploads, jobs."""
