"""Text: sentences, stems, language, cognates, and what may be shown or quoted."""
