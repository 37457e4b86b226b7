"""One file, examined or read: ``python -m partners.documents.inside JOB < FILE``.

The answer is a row of frames: a line of JSON, then as many bytes as it says.
"""

import json
import os
import resource
import signal
import sys
import threading
import time

from . import pages, papers
from .recognition import Failed

MEMORY = 1 << 30  # bytes of address space
SECONDS = 90  # of processor for a page, or for looking a file over


def confine():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # writes no file at all
    allow(SECONDS)


def allow(seconds):
    """So much more of the processor than was used up to now."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = round(used.ru_utime + used.ru_stime)
    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))


def end_with(parent):
    """Leave nothing behind, not even tesseract, when the parent is killed."""

    def wait():
        while os.getppid() == parent:
            time.sleep(1)
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=wait, daemon=True).start()


class Answers:
    """Standard output for frames alone: whatever libraries print goes elsewhere."""

    def __init__(self):
        self.out = os.fdopen(os.dup(1), "wb")
        os.dup2(2, 1)

    def send(self, facts, data=b""):
        line = json.dumps({**facts, "bytes": len(data)}).encode()
        self.out.write(line + b"\n" + data)
        self.out.flush()


def main(job):
    answers = Answers()
    end_with(job["parent"])
    confine()
    try:
        with open(0, "rb", closefd=False) as file:
            paper = papers.opened(job["media_type"], file)
            if job["act"] == "examine":
                answers.send(examined(paper, job["most_pages"]))
            else:
                read(paper, job, answers)
    except papers.Refused as refused:
        answers.send({"refused": str(refused)})
    except MemoryError:
        answers.send({"refused": "memory"})


def examined(paper, most_pages):
    if paper.count < 1:
        raise papers.Refused("damaged")
    if paper.count > most_pages:
        raise papers.Refused("pages")
    paper.check()
    return {"pages": paper.count, "carries": paper.carries()}


def read(paper, job, answers):
    for number in job["pages"]:
        allow(SECONDS)
        try:
            facts, data = pages.read(paper, number, job["program"])
        except papers.Unreadable:
            answers.send({"page": number, "failed": "page"})
        except Failed:
            answers.send({"page": number, "failed": "ocr"})
        except MemoryError:
            answers.send({"page": number, "failed": "memory"})
        else:
            answers.send(facts, data)


main(json.loads(sys.argv[1]))
