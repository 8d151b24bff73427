"""From a dossier to what a template prints: plain values, no markup, no database."""
