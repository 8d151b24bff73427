"""The pages that readers see. Everything on them comes from published revisions."""
