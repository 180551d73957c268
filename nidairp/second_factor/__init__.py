"""Logging in with a code from an app (TOTP) beside the password, over django-otp.

Everybody who works here may turn it on; ``SECOND_FACTOR_REQUIRED`` leaves them nothing else to do first.
"""
