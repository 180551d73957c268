"""Benchmarks: they print, and assert nothing."""
