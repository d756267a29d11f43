"""A table that a person is describing: its file, what was found in it, what the person said of it so far."""

from django.db import models


class Draft(models.Model):
    """One person's description of one file on its way to become a source.

    `form` is what the person said: `layer name code publisher licence reading roles crs zone formats midnight decimal
    lookups constants`. `found` is what a look at the file gave (`etl.upload.look`), `tried` what a dry run of the form
    gave (`etl.upload.preview`), `saved` the source and delivery that it became. `code`: the saved source that it
    changes, "" for a new one.
    """

    owner = models.ForeignKey("people.User", models.CASCADE, related_name="+")
    code = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    file_path = models.CharField(max_length=400, blank=True)
    form = models.JSONField(default=dict)
    found = models.JSONField(null=True)
    tried = models.JSONField(null=True)
    saved = models.JSONField(null=True)
    error = models.TextField(blank=True)
    job = models.ForeignKey("jobs.Job", models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
