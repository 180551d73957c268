"""Requests and texts that nobody in their senses would send; some for `make test`, many for `make fuzz`."""
