"""The search page: filters, result cards, the first screen."""
