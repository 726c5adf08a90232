"""The document page: text, page image, sections, similar passages."""
