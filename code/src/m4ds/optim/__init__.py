"""Optimisation: descent methods, Newton and constrained problems."""
