"""Kamerspiegel: parliamentary questions and answers, question by question, as a static site."""

__version__ = "0.1.0"
