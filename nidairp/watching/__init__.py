"""What those who run the site see of it: health, log, numbers. Nothing of who reads or edits it."""
