"""What was written in the register, by whom and why: kept by the database itself.

``triggers`` is what a migration says to have a table logged; ``models.Change`` is a
line of the log. How records come by their words, and back to a past state, stands
beside them.
"""
