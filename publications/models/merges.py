"""Name variants: which pairs of authors may be one person, and which were merged, so that it can be undone.

Plain storage. Who finds pairs, merges authors and takes it back is `publications.merging`, and nobody else.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse

from .people import Author


class AuthorPair(models.Model):
    """Two authors whose names fit each other; ``first`` has the smaller key."""

    class State(models.TextChoices):
        OPEN = "open", "Not decided"
        DIFFERENT = "different", "Different people"

    first = models.ForeignKey(Author, models.CASCADE, related_name="+")
    second = models.ForeignKey(Author, models.CASCADE, related_name="+")
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    score = models.SmallIntegerField(default=0)
    # Why they fit: codes of `merging.alike`; and co-authors that both have.
    reasons = models.JSONField(default=list)
    shared = models.PositiveIntegerField(default=0)
    # Others who fit one of the two and not the other: then nothing is certain.
    rivals = models.JSONField(default=list)
    is_ambiguous = models.BooleanField(default=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-score", "pk"]
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="author_pair_once")]
        indexes = [models.Index(fields=["state", "is_ambiguous", "-score", "id"], name="author_pair_order")]

    def __str__(self) -> str:
        return f"{self.first} / {self.second}"


class AuthorMerge(models.Model):
    """One author who turned out to be another, and all that was changed for it."""

    author = models.ForeignKey(Author, models.PROTECT, related_name="merges")
    into = models.ForeignKey(Author, models.PROTECT, related_name="merges_received")
    merged_at = models.DateTimeField("merged", auto_now_add=True)
    merged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, verbose_name="by", related_name="+"
    )
    undone_at = models.DateTimeField("taken back", null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    works = models.PositiveIntegerField("publications", default=0)
    # [publication, role, family, given, prefix, suffix, position] of each contribution that was moved;
    # earlier merges have noted no position. No foreign keys: a publication that goes takes its part of this
    # with it, and nothing must hold it.
    moved = models.JSONField(default=list)
    # Contributions with this very name that were the other author's already, without their positions.
    stayed = models.JSONField(default=list)
    # What the other author did not have and took over: {field: value}.
    filled = models.JSONField(default=dict)
    # Authors who had been merged into this one before.
    followers = models.JSONField(default=list)
    # Pairs that became "different people" because this author was one of them: keys "made" and "closed".
    ruled_out = models.JSONField(default=dict)
    # What could not be taken back, in words.
    remarks = models.JSONField(default=list)

    class Meta:
        ordering = ["-pk"]
        verbose_name = "merge of authors"
        verbose_name_plural = "merges of authors"

    def __str__(self) -> str:
        return f"{self.author} → {self.into}"

    def get_absolute_url(self) -> str:
        return reverse("admin:publications_authormerge_change", args=[self.pk])
