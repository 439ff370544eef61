"""Everything that writes a plan: its making, its review, what was done for it."""
