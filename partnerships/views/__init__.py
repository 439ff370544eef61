"""Desk pages of cooperation: load, allow, one call, answer."""
