"""Days on which an agreement asks for something: which, who is told, a calendar.

Nothing of a deadline is stored: it follows from the dates of the record on the day it
is asked for. The ledger (``models.Reminder``) keeps what was told of it.
"""
