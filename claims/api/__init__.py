"""The programming interface, version 1: published claims for everyone, the working records for holders of a token."""
