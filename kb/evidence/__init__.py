"""The recommendation-to-evidence map: what a document recommends, and the evidence for, against
and missing, in the whole library."""
