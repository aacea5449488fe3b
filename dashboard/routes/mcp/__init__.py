"""The questions of the pages as tools of the Model Context Protocol, for programs that ask in sentences.

A tool's arguments are the names of a link, and its answer holds the rows of `/api`: there is one way of asking. Nothing
takes SQL, pools on demand or ranks, and every answer is bounded and says what it left out.
"""
