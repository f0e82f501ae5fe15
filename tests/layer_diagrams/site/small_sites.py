"""Small sites with diagrams, built as their authors build them."""

from __future__ import annotations

from pathlib import Path

from tests.builds.run import run_pelican
from tests.builds.settings import settings_text
from tests.site.sites import Site

URL = "https://blog.example/notes"

TEXT = """\
4 Turtles All The Way Up: heat, trove, designate [incubating]
2 Extending the Base: neutron, cinder, Storage of (swift, "Ceph & friends")
1 The Basics: keystone, glance, nova

nova -> keystone, glance
nova ..> neutron
glance ..> swift: "image <store>"
"""
MARKDOWN = f"""\
---
title: A stack
date: 2014-11-10
---

Words before it; [the stack](#ours), and {{layer}}`4`.

```{{layers}}
:name: ours
:caption: A stack *of mine*
:highlight: nova

{TEXT}```

```{{layers}} 2013
:compare: 2014
```
"""
RESTRUCTUREDTEXT = f"""\
---
title: A stack
date: 2014-11-10
---

Words before it; `the stack <#ours>`__, and :layer:`4`.

.. layers::
   :name: ours
   :caption: A stack *of mine*
   :highlight: nova

{"".join(f"   {line}".rstrip() + chr(10) for line in TEXT.split(chr(10)))}
.. layers:: 2013
   :compare: 2014
"""
POSTS = {"stack.md": MARKDOWN, "stack.rst": RESTRUCTUREDTEXT}
POST = "blog/2014/11/10/a-stack/index.html"


def build(
    folder: Path, sources: dict[str, str], *settings: str, published: bool = False, **values: object
) -> tuple[Site, int, str]:
    """Return the site, the exit status, and what was said. There are pages of facts only where *values* say so."""
    (folder / "content").mkdir()
    for name, text in sources.items():
        (folder / "content" / name).write_text(text, "utf-8")
    url = URL if published else ""
    values = {"SITEURL": url, "FEED_DOMAIN": url, "OPENSTACK_PAGES": False, **values}
    (folder / "conf.py").write_text(settings_text(*settings, published=published, **values), "utf-8")
    output = folder / "output"
    result = run_pelican("content", "-o", output, "-s", "conf.py", cwd=folder)
    return Site(folder.name, output, url), result.returncode, result.stderr.strip()
