"""Fjordby Kommune: an invented municipality, played through the services. No one in it is real."""
