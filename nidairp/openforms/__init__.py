"""What goes on at an open form: who else has it open, and what becomes of text when the session ends."""
