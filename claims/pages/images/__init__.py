"""Pictures of a case for other sites: drawn from what a page shows, without database, the same bytes each time."""
