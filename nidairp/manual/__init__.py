"""The manual in the admin: what ``docs/`` tells those who write, where they write."""
