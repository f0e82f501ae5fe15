"""Secrets in what a post shows: what looks real is reported, with its place; what everybody knows is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from sevenlayer.openstack.secrets.patterns import find_secrets
from sevenlayer.openstack.secrets.posts import blocks_of_code

from tests.bad_content.builds import build_site

from .test_moved_links import PLUGINS

FERNET = "gAAAAABl" + "Zm9v_YmFy-" * 12
KEY = "MIIEow" + "q7Zk" * 14

FOUND = [
    ("an openrc", "export OS_PASSWORD=hunter2x", "the value of 'OS_PASSWORD'", "hunter2x"),
    ("an openrc with quotes", 'export OS_PASSWORD="gr33n tea"', "the value of 'OS_PASSWORD'", "gr33n tea"),
    ("clouds.yaml", "auth:\n  username: ada\n  password: Tr0ub4dor&3\n", "the value of 'password'", "Tr0ub4dor&3"),
    (
        "an application credential",
        "    application_credential_secret: 9vKq-31xTTu8\n",
        "the value of 'application_credential_secret'",
        "9vKq-31xTTu8",
    ),
    ("local.conf", "[[local|localrc]]\nADMIN_PASSWORD=w1nterfell\n", "the value of 'ADMIN_PASSWORD'", "w1nterfell"),
    ("a service's file", "[DEFAULT]\nauth_encryption_key = 8c1f0e77d2\n", "the value of 'auth_encryption_key'", "8c1f0e77d2"),
    ("an option", "$ openstack user create --password pl0ugh42 ada", "the value of 'password'", "pl0ugh42"),
    ("an option with =", "$ nova --os-password=pl0ugh42 list", "the value of 'os-password'", "pl0ugh42"),
    ("a header", 'curl -H "X-Auth-Token: 8f3c2a7be1d94a7d" http://controller', "the value of 'X-Auth-Token'", "8f3c2a7be1d94a7d"),
    ("JSON", '{"user": {"name": "ada", "password": "m1ght1ly"}}', "the value of 'password'", "m1ght1ly"),
    ("JSON in a shell", r'-d "{\"password\": \"m1ght1ly\"}"', "the value of 'password'", "m1ght1ly"),
    ("a table", "| adminPass | 9AyTkjL2VbLx |", "the value of 'adminPass'", "9AyTkjL2VbLx"),
    ("a diff", "-password: old\n+password: kl33nex-x9\n", "the value of 'password'", "kl33nex-x9"),
    ("a URL", "connection = mysql+pymysql://nova:9dj2k1ks@db/nova", "the password in a URL", "9dj2k1ks"),
    ("a token", f"| id | {FERNET} |", "a Keystone token", FERNET),
    ("a private key", f"-----BEGIN RSA PRIVATE KEY-----\n{KEY}\n", "a private key", KEY),
    ("a flow mapping", "auth: {username: u, password: Fl0wPw99zz}", "the value of 'password'", "Fl0wPw99zz"),
    ("one in another", "b: {auth: {password: kD83jsKq2z, username: x}}", "the value of 'password'", "kD83jsKq2z"),
    ("a folded scalar", "auth:\n  password: >-\n    Tr0ub4dor&3\n", "the value of 'password'", "Tr0ub4dor&3"),
    ("a literal scalar", "password: |\n  Tr0ub4dor&3", "the value of 'password'", "Tr0ub4dor&3"),
    ("a default", "OS_PASSWORD=${PASSWORD:-x1y2z3w4}", "the value of 'OS_PASSWORD'", "x1y2z3w4"),
    ("a default in quotes", 'export OS_PASSWORD="${PW:-s3cr3tvalueX}"', "the value of 'OS_PASSWORD'", "s3cr3tvalueX"),
    ("a default that is set", ": ${ADMIN_PASSWORD:=x1y2z3w4}", "the value of 'ADMIN_PASSWORD'", "x1y2z3w4"),
    ("a default of a default", "X_TOKEN=${A:-${B:-x1y2z3w4}}", "the value of 'X_TOKEN'", "x1y2z3w4"),
    ("a short name", "echo ${PW:-s3cr3tvalueX}", "the value of 'PW'", "s3cr3tvalueX"),
    ("curl", "$ curl -s -u admin:pl0ugh42 http://controller/", "the password given to 'curl'", "pl0ugh42"),
    ("curl --user", "curl --user 'admin:pl0ugh42' http://a", "the password given to 'curl'", "pl0ugh42"),
    ("curl on two lines", "curl -s \\\n  -u admin:pl0ugh42", "the password given to 'curl'", "pl0ugh42"),
    ("curl behind a header", 'curl -H "A: b; c" -sku "admin:pl0ugh42" a', "the password given to 'curl'", "pl0ugh42"),
    ("mysql", "$ mysql -u root -ppl0ugh42 nova", "the password given to 'mysql'", "pl0ugh42"),
    ("mysqldump", "mysqldump -uroot -p'pl0ugh 42' nova", "the password given to 'mysqldump'", "pl0ugh 42"),
    ("rabbitmqctl", "# rabbitmqctl change_password guest pl0ugh42", "the password given to 'rabbitmqctl'", "pl0ugh42"),
    ("its new user", "rabbitmqctl -n a@b add_user nova pl0ugh42", "the password given to 'rabbitmqctl'", "pl0ugh42"),
    ("SQL", "GRANT ALL ON nova.* TO 'nova' IDENTIFIED BY 'pl0ugh42';", "the password given to 'IDENTIFIED BY'", "pl0ugh42"),
    (
        "SQL with a plugin",
        "create user nova\n  identified with sha256_password by 'pl0ugh42'",
        "the password given to 'identified with sha256_password by'",
        "pl0ugh42",
    ),
    ("a name in another's block", "data: |\n  password: Tr0ub4dor&3\n", "the value of 'password'", "Tr0ub4dor&3"),
    ("sshpass", "$ sshpass -p Ub8ntuPw ssh ubuntu@10.0.0.4", "the password given to 'sshpass'", "Ub8ntuPw"),
    ("swift", "$ swift -A http://a/auth -U ada:ada -K t3stingKey99 stat", "the password given to 'swift'", "t3stingKey99"),
    (
        "a template's parameter",
        "parameters:\n  db_password:\n    type: string\n    hidden: true\n    default: s3cr3tDbPa55\n",
        "the default of 'db_password'",
        "s3cr3tDbPa55",
    ),
    (
        "Keystone's answer",
        '{"access": {"token": {"expires": "2013-05-07T00:00:00Z", "id": "3f4a9c1be07d4f5a8e62b1d09c7a5e38"}}}',
        "the id of a token",
        "3f4a9c1be07d4f5a8e62b1d09c7a5e38",
    ),
    ("a value with a comma", "[a]\nadmin_password = b2nanas, c4 d\n", "the value of 'admin_password'", "b2nanas, c4 d"),
    ("a value with blanks", "[a]\nadmin_password = Tr0ub our horse\nb = c\n", "the value of 'admin_password'", "Tr0ub our horse"),
    ("one with a comment", "admin_password = my 0wn horse  # dear", "the value of 'admin_password'", "my 0wn horse"),
    ("an EC2 key", "export EC2_ACCESS=AKIAQ7ZKQ7ZKQ7ZKQ7ZK", "an access key", "AKIAQ7ZKQ7ZKQ7ZKQ7ZK"),
]  # fmt: skip

LET_PASS = [
    "OS_PASSWORD=secret",
    "OS_PASSWORD=$OS_PASSWORD_INPUT",
    "OS_PASSWORD=${PASSWORD:-nomoresecret}",
    "OS_PASSWORD=${PASSWORD:-}",
    "OS_PASSWORD=${PASSWORD:-$OTHER_PASSWORD}",
    "OS_PASSWORD=${PASSWORD:?x1y2z3w4}",
    "CLOUD=${CLOUD:-x1y2z3w4}",
    "auth: {username: u, password: YOUR_PASSWORD}",
    "auth: {password: {{ password_of_2 }}, username: u}",
    "auth: {password: ${PASSWORD}, username: u}",
    "login({password: credentials, user: ada})",
    "Password: the one, 2nd of all, that: you chose",
    "password: |\n  <your password>",
    "password: |\n  the one that you chose 2day",
    "token: |\nregion: RegionOne1",
    "$ curl -u admin:$ADMIN_PASSWORD http://controller/",
    "$ curl -u admin:secret http://controller/",
    "$ curl -u admin http://controller:8774/v2.1",
    "$ curl http://controller/ | docker run -u 100000:100000",
    "$ docker exec -u rabbit1:rabbit1group a",
    "$ curl -su http://controller1a/",
    "$ mysql -u root -p",
    "$ mysql -u root -p nova_api2",
    "$ mysql -u root -p$PASSWORD -P33060",
    "$ mysql -u root -pDB_PASS --protocol=tcp",
    "$ rabbitmqctl add_user openstack RABBIT_PASS",
    "$ rabbitmqctl list_users x1y2z3w4",
    "GRANT ALL PRIVILEGES ON nova.* TO 'nova'@'localhost' IDENTIFIED BY 'NOVA_DBPASS';",
    "identified by m1n0taur in the logs",
    'Image identified by "cirros-0.3.4" not found',
    "GRANT ALL ON nova.*; and the volume identified by 'backup_vol7'",
    "flavor_name:\n  type: string\n  default: m1.tiny7x\n",
    "db_password:\n  type: string\nflavor:\n  default: m1.tiny7x\n",
    '{"token": {"issued_at": "x"}, "user": {"id": "3f4a9c1be07d4f5a8e62b1d09c7a5e38"}}',
    "swift -K testing stat",
    "admin_password = the one you chose",
    "ADMIN_PASSWORD=admin openstack server show vm1 vm2x",
    "OS_PASSWORD=`pass show cloud`",
    "OS_PASSWORD=$(pass show cloud)",
    "OS_PASSWORD=",
    "OS_PASSWORD=admin",
    "ADMIN_PASSWORD=nomoresecret",
    "ADMIN_PASSWORD=secretadmin",
    "ADMIN_PASSWORD=my-super-secret-password-1",
    "ADMIN_PASSWORD=demo-only",
    "SERVICE_TOKEN=a682f596-76f3-11e3-b3b2-e716f9080d50",
    "SERVICE_TOKEN=azertytoken",
    "password: <your password>",
    "password: {{ keystone_admin_password }}",
    "password: YOUR_PASSWORD",
    "password: ********",
    "password: xxxxxxxxxx",
    "token: gAAAAABl…",
    "token: gAAAAABlpkyY...",
    "connection = mysql+pymysql://nova:NOVA_DBPASS@controller/nova",
    "transport_url = rabbit://openstack:RABBIT_PASS@controller",
    "password = get_password()",
    "password = cfg.CONF.keystone.admin_password",
    "key_file = /etc/nova/key.pem\nprivate_key = ~/.ssh/id_rsa",
    "token_ttl = 86400000",
    "[token]\nprovider = fernet\nexpiration = 1209600",
    "Password: the one that you chose",
    "$ ssh cirros@192.0.2.7\npassword: gocubsgo",
    "-----BEGIN RSA PRIVATE KEY-----\n...\n",
    "https://docs.example.org:8774/v2.1@there",
]


@pytest.mark.parametrize(("code", "what", "value"), [one[1:] for one in FOUND], ids=[one[0] for one in FOUND])
def test_what_looks_real_is_found(code: str, what: str, value: str) -> None:
    assert [(one.what, one.value) for one in find_secrets(code, "")] == [(what, value)]


@pytest.mark.parametrize("code", LET_PASS)
def test_placeholders_and_values_that_everybody_knows_are_let_pass(code: str) -> None:
    assert find_secrets(code, "") == ()


def test_in_programs_only_texts_between_quotes_are_values() -> None:
    assert find_secrets("login(password=credentials_of_ada)", "python") == ()
    assert [one.value for one in find_secrets("login(password='m1ght1ly')", "python")] == ["m1ght1ly"]


def test_a_value_goes_on_behind_a_blank_where_the_language_says_so() -> None:
    code = "admin_password=my 0wn horse\n"
    assert find_secrets(code, "bash") == ()
    assert [one.value for one in find_secrets(code, "ini")] == ["my 0wn horse"]


@pytest.mark.parametrize(
    "piece", ["curl ", "curl 'a' ", "curl -u a:", "mysql -p ", "pw = a b c ", "pw: |\n ", "${pw:-", "{a: b, "]
)
def test_a_long_block_without_secrets_is_read_to_its_end(piece: str) -> None:
    assert [one.value for one in find_secrets(piece * 20_000 + "\nOS_PASSWORD=hunter2x", "")] == ["hunter2x"]


def test_only_yaml_has_letters_alone_as_a_value_between_braces() -> None:
    code = "auth: {username: u, password: winterfell}"
    assert find_secrets(code, "") == ()
    assert [one.value for one in find_secrets(code, "yaml")] == ["winterfell"]


def test_a_value_is_found_once() -> None:
    assert len(find_secrets("OS_PASSWORD=hunter2x\nADMIN_PASSWORD=hunter2x\n", "bash")) == 1


def test_the_site_says_what_is_harmless() -> None:
    assert find_secrets("OS_PASSWORD=hunter2x", "", frozenset({"hunter2x"})) == ()


def test_blocks_that_may_have_secrets_are_found_with_their_languages() -> None:
    html = (
        '<figure class="code" data-language="ini"><figcaption>a &lt;b&gt;</figcaption><pre class="highlight"><code>'
        '<span class="line"><span class="na">a_password</span>=&quot;b&quot;\n</span></code></pre></figure><pre>secret</pre>'
        "<pre>nothing</pre><figure><pre>token &amp;amp;</pre>"
    )
    assert list(blocks_of_code(html)) == [("ini", 'a_password="b"\n'), ("", "secret"), ("", "token &amp;")]


FRONT_MATTER = "---\ntitle: A cloud\nslug: a-cloud\ndate: 2024-01-02 08:00\ncategory: News\n---\n"
POSTS = {
    "a.md": FRONT_MATTER + "Look:\n\n```yaml\nauth:\n  password: Tr0ub4dor&3\n```\n",
    "a.rst": FRONT_MATTER + "Look:\n\n.. code-block:: yaml\n\n   auth:\n     password: Tr0ub4dor&3\n",
}
PLACES = {"a.md": "11:13", "a.rst": "12:16"}

BLOCK = "auth:\n  password: Tr0ub4dor&3\n"
OTHER_PLACES = [
    ("said before", f"Not Tr0ub4dor&3!\n\n```yaml\n{BLOCK}```\n", ["11:13"]),
    ("said before in code", f"Not `auth:`\n`  password: Tr0ub4dor&3`!\n\n```yaml\n{BLOCK}```\n", ["12:13"]),
    ("twice", f"```yaml\n{BLOCK}```\n\n```yaml\n{BLOCK}```\n", ["9:13", "14:13"]),
    ("in a quote", "> ```yaml\n> auth:\n>   password: Tr0ub4dor&3\n> ```\n", ["9:15"]),
    ("in a list", "- See:\n\n      auth:\n        password: Tr0ub4dor&3\n", ["10:19"]),
    ("in HTML", "<pre>auth:\n  password: Tr0ub4dor&amp;3</pre>\n", ["8"]),
    ("behind a blank line", "```yaml\nauth:\n\n  password: Tr0ub4dor&3\n```\n", ["10:13"]),
]


@pytest.mark.parametrize(("body", "kinds"), [one[1:] for one in OTHER_PLACES], ids=[one[0] for one in OTHER_PLACES])
def test_the_place_is_that_in_the_block(tmp_path: Path, body: str, kinds: list[str]) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / "a.md").write_text(FRONT_MATTER + body)
    report = build_site(tmp_path, settings={"PLUGINS": PLUGINS}).report
    assert re.findall(r"^content/a\.md:([\d:]+): warning: the value of 'password'", report, re.MULTILINE) == kinds


@pytest.mark.parametrize("name", POSTS)
def test_a_post_with_a_secret_is_a_warning_at_its_place(tmp_path: Path, name: str) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    (content / name).write_text(POSTS[name])
    built = build_site(tmp_path, settings={"PLUGINS": PLUGINS})
    assert built.status == 0
    assert (
        f"content/{name}:{PLACES[name]}: warning: the value of 'password' looks like a real secret [openstack.secret]\n"
    ) in built.report
    assert (
        "  hint: write a placeholder such as '<password>' and change the secret where it is used, "
        "or list it in OPENSTACK_DEMO_SECRETS\n"
    ) in built.report
    assert "\n1 warning in 1 file\n" in built.report
    built = build_site(tmp_path / "harmless", settings={"PLUGINS": PLUGINS, "OPENSTACK_DEMO_SECRETS": ["Tr0ub4dor&3"]})
    assert built.report == ""
