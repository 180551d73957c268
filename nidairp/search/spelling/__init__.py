"""What somebody may have meant who found nothing: the question in another spelling, which finds something."""

from .suggesting import suggestion

__all__ = ["suggestion"]
