"""Calculus: derivatives, integrals and automatic differentiation."""
