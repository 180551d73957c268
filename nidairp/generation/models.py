"""The number itself."""

from django.db import models


class Generation(models.Model):
    """The content's generation is the sum of the tokens, and only triggers write here.

    So is, of those of one app, what tells whether any of its tables has changed.

    A token is random and never comes again: so what was kept under a transaction that was taken back, or
    before a backup was restored, is never found again.
    """

    token = models.BigIntegerField()
    #: Of whose tables it tells a change.
    app = models.CharField(max_length=100, default="", db_default="")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)
