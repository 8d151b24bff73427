"""The workspace: one page for a case, the text of a source beside what it becomes.

Select words, and one letter says what they are. The matrix is the list of points; one cell is open at a time. Every act is a
form POST that calls one action and leads back to the page; the scripts only send the same forms without leaving it.
"""
