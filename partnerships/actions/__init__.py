"""Everything that writes cooperation: partnerships, exchanges, interests, case studies."""
