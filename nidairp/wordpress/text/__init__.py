"""What stands in a WordPress text, and what becomes of it here: from markup to markup, without Django."""
