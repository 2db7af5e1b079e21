"""Measurements, run by make bench; nothing of them is imported by the market."""
