"""Measurements: of the reading against known documents, and of speed and memory on synthetic archives."""
