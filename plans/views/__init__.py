"""Desk pages of plans: load, allow, one call, answer."""
