"""Loaded by pytest before anything else: settings are read before any conftest."""

import os

os.environ.setdefault("ROEDTRAAD_MODE", "test")
