"""A WordPress export (WXR) as values, each with its line. Read as a stream, and never wholly given up on."""
