"""What a person types about plans -> values of the domain."""
