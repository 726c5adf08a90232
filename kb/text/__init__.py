"""Words, stems, sentences, languages, months, and which text can be shown or quoted."""
