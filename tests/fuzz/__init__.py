"""Requests and texts that nobody in their senses would send; some for `make test`, very many for `make fuzz`."""
