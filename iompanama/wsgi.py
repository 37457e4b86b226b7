"""The door for the application server."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "iompanama.settings")

application = get_wsgi_application()

# What is loaded now stays. Looked through for garbage again and again, it would hold up
# every sixth page of the desk for an eighth of a second; and a page makes so much that
# looking after each few hundred objects finds little.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
