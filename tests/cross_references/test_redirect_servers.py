"""The tables in real servers, and the pages in a real browser."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import string
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NoReturn
from urllib.parse import quote, unquote_to_bytes

import pytest
from selenium import webdriver
from selenium.webdriver.support.ui import WebDriverWait
from sevenlayer.redirects import TABLES, Redirect, redirect_html, redirect_path

from tests.site.sites import served
from tests.site.test_browser import FLAGS

pytestmark = pytest.mark.slow

#: Seconds within which a server has to begin.
LIMIT = 30
SITE = "https://sevenlayer.example"
#: Where Debian has servers, which is not on everyone's path.
PATH = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
APACHE_MODULES = (Path("/usr/lib/apache2/modules"), Path("/usr/libexec/apache2"), Path("/etc/httpd/modules"))

#: A name for every character that a keyboard has, and names that would be directives if they could.
CHARACTERS = [
    f"/h/a{character}b/" for character in string.printable if character.isprintable() and character not in "/?"
]
DIRECTIVES = [
    '/h/x" "/"; } } return 302 /elsewhere; #/',
    '/h/x$" /\\nRedirect 302 /a /elsewhere #/',
    "/h/${PATH}/$1/\\1/%{HTTP_HOST}/",
    "/h/ends with a backslash\\/",
    "/h/.*/",
    "/h/é ü 日本語 🐢/",
    "/h" + 3 * f"/{'long-' * 50}" + "/",
]
REDIRECTS = [
    Redirect("/x/blog/2013/Überblick/", "/blog/%C3%BCberblick/"),
    Redirect("/x/blog/nova", "/blog/nova/"),
    Redirect("/old.html", "/blog/old/"),
    Redirect("/index.php", "/blog/"),
    Redirect("/?p=12", "/blog/cells/"),
    Redirect("/x/team/", "/about/#team-%C3%BC&'$1:*"),
    Redirect("/x/search/", "/about/?q=a%20b&$1#team"),
    Redirect("/?author=1", "/about/#team"),
    Redirect("/?p=%41&x=1,2", "/blog/queries/"),
    Redirect("/Blog/Cells/", "/blog/cells/"),
    Redirect("/blog/c++", "/blog/c%2B%2B/it's,(so)&=!/"),
    *(Redirect(source, f"/h/{number}/") for number, source in enumerate(CHARACTERS + DIRECTIVES)),
]
PAGES = ("index.html", "blog/nova/index.html", "blog/cells/index.html", "x/blog/index.html")


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that a server may read which gives up the rights of root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder


def write_site(folder: Path, redirects: list[Redirect], site_url: str) -> Path:
    """Pages, stubs and tables, as they come into the output folder."""
    root = folder / "site"
    texts = dict.fromkeys(PAGES, "<!DOCTYPE html><title>A page</title>")
    for redirect in redirects:
        if path := redirect_path(redirect.source):
            texts[path] = redirect_html(redirect, site_url)
    for name in ("nginx", "apache"):
        texts[TABLES[name].path] = TABLES[name].render(redirects, site_url)
    for path, text in texts.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return int(server.getsockname()[1])


@contextmanager
def running(command: list[str], port: int, log: Path) -> Iterator[None]:
    """A server, from when it answers on *port* on."""
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            end = time.monotonic() + LIMIT
            while not answers(port):
                if process.poll() is not None or time.monotonic() > end:
                    process.kill()
                    output = process.communicate()[0].decode("utf-8", "replace")
                    pytest.fail(output + (log.read_text("utf-8", "replace") if log.exists() else ""))
                time.sleep(0.05)
            yield
        finally:
            process.terminate()
            process.communicate(timeout=LIMIT)


def answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


class Server:
    """Asks for paths as they are written."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, path: str) -> tuple[int, str | None]:
        """The status, and where it leads."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=LIMIT)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, response.headers["Location"]
        finally:
            connection.close()


def find(program: str, needs_tool: Callable[[str], NoReturn]) -> str:
    found = shutil.which(program, path=PATH)
    if not found:
        needs_tool(f"{program} is not installed")
    return found


Start = Callable[..., Server]


@pytest.fixture
def start_nginx(public_folder: Path, needs_tool: Callable[[str], NoReturn]) -> Iterator[Start]:
    """Call it with redirects, and the site's address: nginx as docs/publishing.md sets it up."""
    program = find("nginx", needs_tool)

    def start(redirects: list[Redirect], site_url: str = SITE, folder: str = "") -> Server:
        root, port = write_site(public_folder, redirects, site_url), free_port()
        temporary = "".join(f"{kind}_temp_path tmp; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration = f"""
            daemon off; pid pid; error_log error.log; {"user root;" if os.geteuid() == 0 else ""}
            events {{}}
            http {{
                access_log off; {temporary}
                include {root}/redirects.nginx.conf;
                server {{
                    listen 127.0.0.1:{port};
                    absolute_redirect off;
                    if ($sevenlayer_moved) {{
                        return 301 $sevenlayer_moved;
                    }}
                    location "{folder}/" {{ alias {root}/; index index.html; }}
                }}
            }}
        """
        (public_folder / "nginx.conf").write_text(configuration, "utf-8")
        command = [program, "-p", str(public_folder), "-c", "nginx.conf", "-e", "error.log"]
        test = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8", timeout=LIMIT, check=False)
        assert test.returncode == 0, test.stderr
        assert "warn" not in test.stderr
        stack.enter_context(running(command, port, public_folder / "error.log"))
        return Server(port)

    with ExitStack() as stack:
        yield start


@pytest.fixture
def start_apache(public_folder: Path, needs_tool: Callable[[str], NoReturn]) -> Iterator[Start]:
    """Call it with redirects, and the site's address: Apache with what Debian's has as it is installed."""
    program = shutil.which("apache2", path=PATH) or find("httpd", needs_tool)
    modules = next((folder for folder in APACHE_MODULES if folder.is_dir()), None)
    if modules is None:
        needs_tool("Apache's modules are not where Debian has them")

    def start(redirects: list[Redirect], site_url: str = SITE, folder: str = "") -> Server:
        root, port = write_site(public_folder, redirects, site_url), free_port()
        loaded = [
            f"LoadModule {name}_module {modules}/mod_{name}.so" for name in ("mpm_event", "authz_core", "alias", "dir")
        ]
        lines = [
            f'ServerRoot "{public_folder}"',
            "ServerName 127.0.0.1",
            f"Listen 127.0.0.1:{port}",
            "PidFile pid",
            "ErrorLog error.log",
            "Mutex sem",
            *loaded,
            *(["User nobody", "Group nogroup"] if os.geteuid() == 0 else []),
            f'Alias "{folder}/" "{root}/"' if folder else f'DocumentRoot "{root}"',
            f'<Directory "{root}">',
            "AllowOverride All",
            "Require all granted",
            "</Directory>",
        ]
        (public_folder / "httpd.conf").write_text("\n".join([*lines, ""]), "utf-8")
        command = [program, "-d", str(public_folder), "-f", str(public_folder / "httpd.conf"), "-DFOREGROUND"]
        stack.enter_context(running(command, port, public_folder / "error.log"))
        return Server(port)

    with ExitStack() as stack:
        yield start


@pytest.fixture(params=["nginx", "apache"])
def start(request: pytest.FixtureRequest) -> Start:
    """Each of the two in turn."""
    found: Start = request.getfixturevalue(f"start_{request.param}")
    return found


def address(source: str, tail: str = "") -> str:
    """How a program asks for *source*: with its query as it is, and all else of it percent-encoded."""
    path, mark, query = source.partition("?")
    return quote(path + tail, safe="/") + mark + query


def assert_leads(server: Server, path: str, target: str) -> None:
    """Apache writes targets in a way of its own, with `%c3` for `%C3` and a `?` in place of the old query."""
    status, where = server.ask(path)
    assert (status, unquote_to_bytes((where or "").replace("?#", "#").removesuffix("?"))) == (
        301,
        unquote_to_bytes(target),
    ), path


def test_every_old_address_leads_to_its_target(start: Start) -> None:
    assert [TABLES[name].omitted(REDIRECTS, SITE) for name in ("nginx", "apache")] == [[], []]
    server = start(REDIRECTS)
    for redirect in REDIRECTS:
        assert_leads(server, address(redirect.source), f"{SITE}{redirect.target}")


def test_the_last_slash_and_index_html_do_not_matter(start: Start) -> None:
    server = start(REDIRECTS)
    for redirect in REDIRECTS:
        if "?" not in redirect.source and not redirect.source.endswith(".html"):
            source = redirect.source.rstrip("/")
            for tail in ("", "/", "/index.html"):
                assert_leads(server, address(source, tail), f"{SITE}{redirect.target}")
    assert_leads(server, "/index.html?p=12", f"{SITE}/blog/cells/")


def test_targets_are_exact_with_nginx(start_nginx: Start) -> None:
    server = start_nginx(REDIRECTS)
    for redirect in REDIRECTS:
        target = redirect.target.replace("$", "%24").replace(":", "%3A").replace("*", "%2A")
        assert server.ask(address(redirect.source)) == (301, SITE + target)


def test_browsers_spelling_of_an_old_address_is_found(start: Start) -> None:
    # A browser leaves these as they are, unlike `quote`.
    server = start(REDIRECTS)
    for character in "!$&'()*+,:;=@[]|~":
        number = CHARACTERS.index(f"/h/a{character}b/")
        assert_leads(server, f"/h/a{character}b/", f"{SITE}/h/{number}/")


def test_neighbours_are_not_redirected(start: Start) -> None:
    server = start(REDIRECTS)
    for path in (
        "/x/blog/nova2",
        "/x/blog/nova/more/",
        "/x/blog/nova/index.htm",
        "/x/blog/NOVA/",
        "/y/x/blog/nova/",
        "/oldxhtml",
        "/old.html/",
        "/old.html2",
        "/h/aüb/",
        "/h/anything/",
        "/x/blog/2013/",
        "/?p=123",
        "/?p=1",
        "/?x=1&p=12",
        "/blog/?p=12",
    ):
        status, where = server.ask(quote(path, safe="/?&="))
        assert status in (200, 403, 404), (path, where)


def test_the_pages_stay_where_they_are(start: Start) -> None:
    server = start(REDIRECTS)
    for path in ("/", "/?p=13", "/index.html", "/blog/nova/", "/blog/cells/", "/blog/cells/index.html", "/x/blog/"):
        assert server.ask(path) == (200, None)


def test_a_query_does_not_hide_an_old_address(start: Start) -> None:
    server = start(REDIRECTS)
    status, where = server.ask("/x/blog/nova?utm_source=feed")
    assert status == 301
    assert where is not None
    assert where.partition("?")[0] == f"{SITE}/blog/nova/"


def test_a_site_in_a_folder_has_its_redirects_there(start: Start) -> None:
    server = start(REDIRECTS, "https://example.org/my%20notes", "/my notes")
    assert_leads(server, "/my%20notes/x/blog/nova/", "https://example.org/my%20notes/blog/nova/")
    assert_leads(server, "/my%20notes/?p=12", "https://example.org/my%20notes/blog/cells/")
    assert server.ask("/my%20notes/blog/nova/") == (200, None)
    assert server.ask("/x/blog/nova/")[0] == 404


def test_a_site_without_an_address_leads_to_paths(start: Start) -> None:
    server = start(REDIRECTS, "")
    status, where = server.ask("/x/blog/nova/")
    assert status == 301
    assert where in ("/blog/nova/", f"http://127.0.0.1:{server.port}/blog/nova/")


def test_servers_read_thousands_of_long_redirects(start: Start) -> None:
    redirects = [Redirect(f"/old/{'{}' * 100}/{number}/", f"/new/{number}/") for number in range(2000)]
    server = start(redirects)
    assert_leads(server, address(redirects[1234].source), f"{SITE}/new/1234/")


@pytest.mark.parametrize("source", ["/x/blog/Über uns/", "/x/blog/nova", "/old.html", "/index.php", "/h/a*b:c/"])
def test_a_browser_follows_a_stub(tmp_path: Path, driver: webdriver.Chrome, source: str) -> None:
    root = write_site(tmp_path, [Redirect(source, "/blog/nova/")], "")
    with served(root) as url:
        driver.get(url + quote(source))
        WebDriverWait(driver, LIMIT).until(lambda driver: driver.current_url == f"{url}/blog/nova/")
        assert driver.title == "A page"


@pytest.fixture(scope="module")
def driver(
    tmp_path_factory: pytest.TempPathFactory, needs_tool: Callable[[str], NoReturn]
) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = find("chromium", needs_tool)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('chromium')}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(find("chromedriver", needs_tool)))
    try:
        driver.set_page_load_timeout(LIMIT)
        yield driver
    finally:
        driver.quit()
