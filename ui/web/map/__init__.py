"""The evidence map: matrix, network, one recommendation, judging."""
