"""What people type about cooperation."""
