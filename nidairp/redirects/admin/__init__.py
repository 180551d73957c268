"""Redirects in the admin: the list and form, and what other admin pages ask about addresses."""

from .redirects import RedirectAdmin

__all__ = ["RedirectAdmin"]
