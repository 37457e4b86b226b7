"""Two records of one person, or of one institution, become one, and two again.

``values`` keeps rows as JSON and brings them back, ``texts`` says which text is kept,
``moving`` takes the relations along, ``joining`` merges, ``parting`` undoes it.
"""
