"""What runs in a child process with limits, because files are hostile.

Nothing here knows the site, its settings or its database: a file comes in on standard
input, facts and pictures of its pages go out on standard output.
"""
