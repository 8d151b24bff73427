"""Reading an article: from its text to quotations at their places, and to proposals an editor accepts or changes.

A reading finds words, it judges none: what it proposes is typed into a form and stored by nobody but an editor. Everything
here is a pure function of the text, without database, clock or network. Offsets count code points of the text that was
given, as Python's strings do; a span is half open, ``text[start:end]``.

``anchoring`` finds words in a text, ``paragraphs`` counts its paragraphs, ``speech`` tells direct from reported speech,
``dates`` reads times as articles and editors write them, ``proposals`` reads language, names and roles.
"""
