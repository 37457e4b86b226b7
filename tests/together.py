"""Two people at once: each in a thread with a connection of its own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection


def together(*actions):
    """Run the actions at the same time; what each returned or raised, in order."""
    ready = Barrier(len(actions))

    def run(action):
        try:
            connection.ensure_connection()
            ready.wait(timeout=10)
            return action()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(actions)) as people:
        return list(people.map(run, actions))
