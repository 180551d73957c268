"""What was found in each published text when it was last looked at: a list of all needs no reading of all."""

from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Model, Q


class AssessmentQuerySet(models.QuerySet):
    def of(self, model: type[Model]) -> Self:
        return self.filter(content_type=ContentType.objects.get_for_model(model))

    def with_findings(self) -> Self:
        return self.filter(Q(errors__gt=0) | Q(advice__gt=0))


class Assessment(models.Model):
    """``of_version`` is when the text had been saved last; ``rules`` counts the findings of each rule."""

    content_type = models.ForeignKey(ContentType, models.CASCADE)
    object_id = models.PositiveBigIntegerField()
    errors = models.PositiveIntegerField()
    advice = models.PositiveIntegerField()
    rules = models.JSONField(default=dict)
    of_version = models.DateTimeField()
    made_at = models.DateTimeField()

    objects = AssessmentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_assessment_per_object")
        ]
        indexes = [models.Index(fields=["-errors", "-advice", "-id"], name="worst_first")]

    def __str__(self) -> str:
        return f"{self.content_type} {self.object_id}: {self.errors} errors, {self.advice} pieces of advice"
