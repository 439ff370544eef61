"""Open data about many governments: what others publish of them, to stand as reference figures.

columns -> records -> (matching: whose a row is) -> reckoning (which total, of which year, how likely).
"""
