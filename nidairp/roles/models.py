"""What a role has been given once: what an administrator takes from it again is not given back."""

from django.contrib.auth.models import Group
from django.db import models


class Grant(models.Model):
    group = models.ForeignKey(Group, models.CASCADE, related_name="grants")
    permission = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "permission"], name="granted_once")]

    def __str__(self) -> str:
        return f"{self.group}: {self.permission}"
