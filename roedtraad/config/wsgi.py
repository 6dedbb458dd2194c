"""What a web process serves, loaded in full before the first request."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "roedtraad.config.settings")
application = get_wsgi_application()
_pages = get_resolver().url_patterns
# what was loaded stays: it need not be gone through whenever unused objects are looked for
gc.collect()
gc.freeze()
