"""The application that a WSGI server loads: `gunicorn factcheck.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.readiness import make_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
# A reader waits no longer than this for one query; commands and jobs have no such limit.
os.environ.setdefault("STATEMENT_TIMEOUT", "30")

application = get_wsgi_application()
# Now rather than with the first request: a server that loads the application before it forks then does this once.
make_ready()
