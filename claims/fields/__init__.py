"""Values with rules of their own: moments, texts, ids. They know no model."""
