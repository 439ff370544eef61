"""A file from its arrival to its being taken over: read, asked about, shown, confirmed, written all or not at all."""
