#!/usr/bin/env python
"""Django's command line for the portal."""

import logging
import os
import sys

from django.core.management import execute_from_command_line

from config.production import UnsafeSettings

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        execute_from_command_line(sys.argv)
    except UnsafeSettings as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(2)
    except Exception:  # a refusal is no exception here: Django prints its words and exits
        logging.getLogger("config.manage").exception("Failed: manage.py %s", *sys.argv[1:2])
        sys.exit(1)
