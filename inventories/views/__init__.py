"""The pages of the annual report and of its review: load, allow, one domain call, answer."""
