"""`make run`: prepares the local site, runs its server and its job worker, and ends both together.

Nothing here is needed in production, where each part is run by the platform.
"""
