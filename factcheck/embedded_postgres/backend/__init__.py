"""Django's PostgreSQL engine on a server of one's own.

    DATABASES = {"default": {"ENGINE": "factcheck.embedded_postgres.backend", "NAME": "factcheck", "FOLDER": Path(...)}}

Importing it starts nothing; the first connection does.
"""
