"""One rule a kind of target."""
