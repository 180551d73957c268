"""Commands of the editing part."""
