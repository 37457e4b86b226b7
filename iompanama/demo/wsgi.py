"""The site's application inside a worker of the demonstration."""

import os

from iompanama.wsgi import application

from .serving import end_with

__all__ = ["application"]

end_with(os.getppid())
