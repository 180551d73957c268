"""Pictures and files, uploaded once and used in many places; it knows none of them."""
