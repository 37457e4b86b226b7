"""Agreements from a spreadsheet: a template, a trial of what would happen, all or none.

The trial does everything the import does, with the rules of the form and of the
database, and takes it back: what it says is what will happen.
"""
