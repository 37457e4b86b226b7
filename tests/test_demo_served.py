"""The demonstration, begun as a newcomer begins it, looked at and killed."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection
from pathlib import Path

import pytest

from iompanama.embedded import cluster, places
from iompanama.settings import BASE_DIR
from tests import make
from tests.browsing import press

PASSWORD = "una clave para todos"


@pytest.fixture(scope="module")
def data():
    home = Path(tempfile.mkdtemp(prefix="demo ñ "))
    home.chmod(0o711)  # the server's user has to get there when root runs the tests
    yield home / "var"
    shutil.rmtree(home)


@pytest.fixture(scope="module")
def demo(data):
    demo = Demo(data)
    yield demo
    demo.kill()
    soon(lambda: not cluster.is_running(data / "pgdata"))
    shutil.rmtree(places.socket_directory(data / "pgdata"))


class Demo:
    """The command without its first step, which test_bootstrap.py looks at."""

    def __init__(self, data):
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "django", "demo"],
            cwd=BASE_DIR,
            env={
                "DATA_DIR": str(data),
                "DEMO_PASSWORD": PASSWORD,
                "DJANGO_SETTINGS_MODULE": "iompanama.settings",
                "LOCAL": "yes",
                "PATH": os.environ["PATH"],
                "PORT": str(self.port),
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = "".join(iter(self.process.stdout.readline, "Ctrl-C ends it.\n"))
        soon(self.answers)

    def ask(self, path, **headers):
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.text = answer.read().decode(errors="replace")
        connection.close()
        return answer

    def answers(self):
        with socket.socket() as trial:
            return trial.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self):
        self.process.kill()
        self.process.communicate()
        soon(lambda: not self.answers())


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


def soon(condition):
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_it_says_where_the_site_is_and_who_may_sign_in(demo):
    assert f"http://127.0.0.1:{demo.port}/\n" in demo.said
    assert re.findall(rf"^  (\w+) +{PASSWORD} ", demo.said, re.MULTILINE) == [
        "admin",
        "jefa",
        "editora",
        "publica",
        "alianzas",
        "consulta",
    ]
    assert demo.said.count("\n") < 20


def test_it_serves_the_sample_with_hashed_and_compressed_files(demo):
    home = demo.ask("/es/")
    sheet = re.search(r"/static/css/site\.[0-9a-f]{12}\.css", home.text)[0]
    picture = re.search(r"/media/[^\" ]+", home.text)[0]

    assert home.status == 200
    style = demo.ask(sheet, **{"Accept-Encoding": "br"})
    assert style.getheader("Content-Encoding") == "br"
    assert "immutable" in style.getheader("Cache-Control")
    of_error_pages = demo.ask("/static/css/site.css", **{"Accept-Encoding": "br"})
    assert of_error_pages.getheader("Content-Encoding") == "br"
    shown = demo.ask(picture)
    assert shown.getheader("Content-Type").startswith("image/")
    assert shown.getheader("X-Content-Type-Options") == "nosniff"
    assert "max-age=604800" in shown.getheader("Cache-Control")


def test_it_shows_nothing_of_its_inside(demo):
    missing = demo.ask("/es/no-existe/")

    assert missing.status == 404
    assert "DEBUG" not in missing.text
    assert demo.ask("/media/../secret-key").status == 404


def test_second_one_serves_the_same_data_and_dies_alone(demo, data):
    second = Demo(data)
    served = second.ask("/en/news/")
    second.kill()

    own = demo.ask("/en/news/")
    assert own.status == served.status == 200
    assert headings(own) == headings(served) != []


def headings(answer):
    return re.findall(r"<h[1-3].*?</h[1-3]>", answer.text, re.DOTALL)


def test_what_an_officer_files_is_read_by_itself(demo, page):
    site = f"http://127.0.0.1:{demo.port}"
    page.goto(f"{site}/es/admin/login/")
    page.fill("#id_username", "alianzas")
    page.fill("#id_password", PASSWORD)
    page.click("[type=submit]")
    page.goto(f"{site}/es/admin/partners/agreement/?q=SENNIAF")
    page.locator("#result_list tbody th a").first.click()
    page.get_by_role("link", name="Archivar un escaneo").first.click()
    paper = {"name": "texto.pdf", "mimeType": "application/pdf"}
    words = make.paper(["Las partes protegen a la guacamaya."])
    page.set_input_files("[name=files]", {**paper, "buffer": words})
    press(page, "Archivar")

    def is_found():
        page.goto(f"{site}/es/buscar/?q=guacamaya")
        return "guacamaya" in page.locator(".results mark").all_inner_texts()

    soon(is_found)
