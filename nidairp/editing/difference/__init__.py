"""What changed between two versions, told by what a reader sees and not by its markup."""

from .contents import Change, changes

__all__ = ["Change", "changes"]
