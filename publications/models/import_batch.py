"""An import as rows: what a file said, what was decided and done, so that it can be shown and taken back.

Plain storage. Who fills, applies and undoes these rows is `publications.importing`, and nobody else.
"""

from django.conf import settings
from django.db import models
from django.urls import reverse


class ImportBatch(models.Model):
    """One import: one or more files, staged together and applied in one transaction."""

    class State(models.TextChoices):
        STAGING = "staging", "Being read"
        READY = "ready", "Ready to apply"
        APPLIED = "applied", "Applied"
        UNDONE = "undone", "Taken back"
        CANCELLED = "cancelled", "Cancelled"
        FAILED = "failed", "Could not be read"

    class Step(models.TextChoices):
        NONE = "", "Nothing"
        APPLY = "apply", "Being applied"
        UNDO = "undo", "Being taken back"

    name = models.CharField(max_length=255)
    encoding = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.STAGING, editable=False)
    # What a thread is at: the state says what is true until that is committed.
    step = models.CharField(max_length=5, choices=Step, default=Step.NONE, blank=True, editable=False)
    update_existing = models.BooleanField("update publications that exist already", default=True)
    created_at = models.DateTimeField("begun", auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    finished_at = models.DateTimeField("applied", null=True, editable=False)
    progress = models.PositiveSmallIntegerField("per cent done", default=0, editable=False)
    worker = models.CharField(max_length=40, blank=True, editable=False)
    heartbeat = models.DateTimeField(null=True, editable=False)
    notes = models.JSONField(default=list, editable=False)
    # How often each kind of warning was given: {code: count}.
    warnings = models.JSONField(default=dict, editable=False)
    error = models.TextField(blank=True, editable=False)
    # The applied import of which it brings in one refused entry; its row has the same position there.
    corrects = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, editable=False, related_name="corrections"
    )

    class Meta:
        ordering = ("-pk",)
        verbose_name = "import"
        verbose_name_plural = "imports"

    def __str__(self) -> str:
        return f"Import {self.pk}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("admin:publications_importbatch_change", args=[self.pk])

    @property
    def doing(self) -> str:
        """What it is in or at, for people."""
        return self.get_step_display() if self.step else self.get_state_display()

    def counts(self) -> dict[str, int]:
        """How many rows there are of each outcome; outcomes without rows are left out."""
        return dict(self.rows.order_by().values_list("outcome").annotate(models.Count("pk")))

    def results(self) -> dict[str, int]:
        """How many rows came to each result when the batch was applied."""
        done = self.rows.order_by().exclude(result="")
        return dict(done.values_list("result").annotate(models.Count("pk")))


class ImportSource(models.Model):
    """A file that still waits to be read; gone once its rows are there."""

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="sources")
    name = models.CharField(max_length=255)
    data = models.BinaryField()

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class ImportRow(models.Model):
    """What one block of a file would do, and, once applied, what it did."""

    class Outcome(models.TextChoices):
        NEW = "new", "New"
        UPDATE = "update", "Changed"
        UNCHANGED = "unchanged", "Unchanged"
        CONFLICT = "conflict", "Conflict"
        POSSIBLE = "possible", "Possible duplicate"
        REFUSED = "refused", "Refused"
        ASIDE = "aside", "Not an entry"

    class Decision(models.TextChoices):
        NONE = "", "As proposed"
        TAKE = "take", "Take the file’s"
        KEEP = "keep", "Keep what is here"
        NEW = "new", "Make a new one"
        SKIP = "skip", "Leave out"

    class Result(models.TextChoices):
        NONE = "", "Not applied"
        CREATED = "created", "Created"
        UPDATED = "updated", "Updated"
        UNCHANGED = "unchanged", "Nothing to do"
        LEFT = "left", "Left as it is"
        STALE = "stale", "Changed since the preview"
        REFUSED = "refused", "Refused"
        UNDONE = "undone", "Taken back"

    #: What an import has made or changed.
    WRITTEN = (Result.CREATED, Result.UPDATED)

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField()
    file = models.CharField(max_length=255)
    line = models.PositiveIntegerField()
    key = models.CharField(max_length=255, blank=True)
    title = models.TextField(blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome)
    reason = models.TextField(blank=True)
    source = models.TextField(blank=True)
    # What the file says, where somebody has corrected it: the source is then theirs.
    original = models.TextField(blank=True, default="", db_default="")
    values = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    publication = models.ForeignKey(
        "publications.Publication", models.SET_NULL, null=True, related_name="import_rows"
    )
    # Earlier row of the same batch that is about the same work.
    twin = models.PositiveIntegerField(null=True)
    candidates = models.JSONField(default=list)
    differences = models.JSONField(default=dict)
    decision = models.CharField(max_length=5, choices=Decision, blank=True, default="")
    result = models.CharField(max_length=10, choices=Result, blank=True, default="")
    result_note = models.TextField(blank=True)
    # What was written, field by field: {field: [before, after]}; what undo goes by.
    written = models.JSONField(default=dict)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("batch", "position"), name="import_row_place"),)
        indexes = (models.Index(fields=("batch", "outcome", "position"), name="import_row_outcome"),)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}"
