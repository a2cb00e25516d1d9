"""Foundations: logic, sums and arithmetic that can be trusted."""
