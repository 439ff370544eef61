"""What people type into a report, made into domain values."""
