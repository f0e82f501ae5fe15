"""Take the pictures of README.md, docs/images/, from the site in this repository: `python -m tools.pictures`.

Needs Chromium and its driver, and the tools for development (`make lint` adds them).
"""

from __future__ import annotations

import functools
import http.server
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By

REPOSITORY = Path(__file__).resolve().parent.parent
FOLDER = REPOSITORY / "docs" / "images"
POST = "blog/2026/11/17/drawing-a-cloud-in-layers/"
#: The id of the diagram's figure in that post.
DIAGRAM = "boot-arranged"
SIZE = (1280, 860)


def main() -> int:
    with tempfile.TemporaryDirectory() as output:
        command = [sys.executable, "-m", "pelican", "content", "-o", output, "-s", "pelicanconf.py"]
        if subprocess.run(command, cwd=REPOSITORY, check=False).returncode:
            return 1
        handler = functools.partial(_Handler, directory=output)
        with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            _take(f"http://127.0.0.1:{server.server_port}/{POST}")
            server.shutdown()
    return 0


def _take(url: str) -> None:
    options = webdriver.ChromeOptions()
    for argument in (
        "--headless=new",
        "--no-sandbox",
        "--hide-scrollbars",
        "--disable-background-networking",
        f"--window-size={SIZE[0]},{SIZE[1]}",
    ):
        options.add_argument(argument)
    FOLDER.mkdir(exist_ok=True)
    # Without its path, Selenium would look for a driver on the net.
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(shutil.which("chromedriver")))
    try:
        # The window's frame takes some of its size.
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": SIZE[0], "height": SIZE[1], "deviceScaleFactor": 1, "mobile": False},
        )
        driver.get(url)
        for name, taken in (
            ("post.png", driver.get_screenshot_as_png()),
            ("diagram.png", driver.find_element(By.ID, DIAGRAM).screenshot_as_png),
        ):
            (FOLDER / name).write_bytes(taken)
            print(f"docs/images/{name}")
    finally:
        driver.quit()


class _Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002 - as the base class has it
        """Say nothing."""


if __name__ == "__main__":
    sys.exit(main())
