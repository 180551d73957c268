"""A publication in other people's forms: one file per output format."""
