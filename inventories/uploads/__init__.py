"""A file from its arrival to its being taken over: read, asked about, shown, confirmed, then written."""
