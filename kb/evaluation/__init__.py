"""Evaluation: topics with judgements, runs, measures with intervals, and the comparison of runs.

The words are those of information retrieval: a *topic* is a question or query, its *judgements* say
what is relevant, a *run* is what a system found and answered.
"""
