"""Simulators with known truth, and loaders for public files that a reader brings."""
