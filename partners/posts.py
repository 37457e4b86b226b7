"""Which of somebody's posts are held on a day, as far as the record knows."""


class Posts:
    """The posts of a person or of an institution, newest first."""

    def __init__(self, appointments, day):
        self.all = appointments
        self.day = day

    @property
    def held(self):
        """Known to be held on the day: an end nobody knows is not a yes."""
        return [post for post in self.all if post.is_held_on(self.day)]

    @property
    def has_head(self):
        """Is anybody known to head the institution on the day?"""
        return any(post.is_head for post in self.held)

    @property
    def latest(self):
        """The posts of today, else the last one on record."""
        return self.held or self.all[:1]

    @property
    def last(self):
        """The last one on record, where none is known to be held on the day."""
        return None if self.held or not self.all else self.all[0]
