"""Fjordby Kommune, the invented municipality of the demonstration."""
