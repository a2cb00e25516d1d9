"""Probability: events, laws of random variables, simulation."""
