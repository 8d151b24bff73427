"""Google's Fact Check Tools API, read side, at the root of the host: its clients work against this site unchanged."""
