"""The readers of the formats: from the bytes of a file to its text in blocks."""
