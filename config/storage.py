"""How static files are kept."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Names with the digest of what is in them, also where one script imports another.

    Without it a browser could run a new script with an old one that it still holds.
    """

    support_js_module_import_aggregation = True
