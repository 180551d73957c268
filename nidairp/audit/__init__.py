"""Who did what and when: the log that Django's admin keeps, made complete and put on show."""
