#!/usr/bin/env python
"""Django's command line; in a checkout without any setting it is the development's."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if "SECRET_KEY" not in os.environ:
        # Only here: the web server, the worker and the scheduler never assume development.
        os.environ.setdefault("DEBUG", "true")
    execute_from_command_line(sys.argv)
