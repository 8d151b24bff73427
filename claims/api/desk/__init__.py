"""The desk: working records for holders of a token. Every write goes through an action, which asks for the right itself."""
