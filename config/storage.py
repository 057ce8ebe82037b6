"""The storage of static files."""

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class HashedFiles(ManifestStaticFilesStorage):
    """Adds a digest of the content to file names, also where one script imports another.

    Otherwise a browser could run a new script together with an old one from its cache.
    """

    support_js_module_import_aggregation = True
    # One pass for each level of imports; the editor of long texts has ten.
    max_post_process_passes = 20
