"""Search: the query language, lexical and dense retrieval, fusion, and the hits they give."""
