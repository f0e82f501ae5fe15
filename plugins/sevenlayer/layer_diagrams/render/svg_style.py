"""Colours of pictures, by custom properties of the page or in the picture itself when it stands alone; and the style of pages."""

from __future__ import annotations

#: Name -> (in the light, in the dark). On a page a colour is var(--layers-NAME, the first): a theme may set that property.
COLOURS = {
    "ink": ("#1b2130", "#e2e6ed"),
    "muted": ("#545d70", "#a4aebf"),
    "paper": ("#fcfcfd", "#11151c"),
    "band": ("#f3f5f8", "#1a202b"),
    "border": ("#8790a1", "#6d7789"),
    "hatch": ("#dce1e9", "#2c3442"),
    "arrow": ("#545d70", "#a4aebf"),
    "1": ("#c02c4d", "#e8637f"),
    "2": ("#a63868", "#d0709b"),
    "3": ("#844587", "#b57fbb"),
    "4": ("#61529b", "#9a8fd3"),
    "5": ("#43609f", "#7f9fd9"),
    "6": ("#2b6d96", "#63abd0"),
    "7": ("#1e7680", "#54b3bc"),
}

# What a page needs to show pictures, whatever its theme:
# - One arrangement at a time. Narrower than this, the letters of the wide one would be too small to read. (In pixels, as a
#   picture is: some themes have small rems.) The other is hidden by its attribute, so that a page that lets no style in shows
#   one as well; many themes make that attribute important.
# - Rules that need not win weigh as much as the name of an element: more than what a theme says of all `svg`, and less than what
#   it says of any class.
# - Colours are those of one paper, which is dark where the theme says that it has dark colours (`color-scheme`).
_RULES = (
    "figure.layers{container-type:inline-size;min-width:min(100%,320px);align-self:stretch}",
    "figure:where(.layers){margin-inline:0}",
    "svg:where(.layers-picture){display:block;width:100%;max-width:720px;height:auto;background:var(--layers-paper,#fcfcfd)}",
    "svg:where(.layers-narrow>svg){max-width:416px}figcaption:where(.layers>figcaption){margin-top:.5em}",
    "@container(max-width:639.9px){",
    "figure.layers>.layers-wide{display:none!important}figure.layers>.layers-narrow{display:block!important}}",
    "@supports(color:light-dark(red,red)){svg:where(.layers-picture){",
    ";".join(f"--layers-{name}:light-dark({light},{dark})" for name, (light, dark) in COLOURS.items()),
    "}}",
)
#: The same as an element.
STYLE = f"<style>{''.join(_RULES)}</style>"


class Paints:
    """Writes fills and strokes, and remembers which names were used."""

    def __init__(self, *, standalone: bool) -> None:
        self._is_alone = standalone
        self._used: dict[str, None] = {}

    def fill(self, name: str) -> str:
        """The attributes of what is filled."""
        return self._paint("fill", name)

    def stroke(self, name: str) -> str:
        """The attributes of what is stroked."""
        return self._paint("stroke", name)

    def both(self, fill: str, stroke: str) -> str:
        """The attributes of what is filled and stroked."""
        if self._is_alone:
            self._used |= {f"fill-{fill}": None, f"stroke-{stroke}": None}
            classes = f'class="fill-{fill} stroke-{stroke}"'
            return f'{classes} fill="{COLOURS[fill][0]}" stroke="{COLOURS[stroke][0]}"'
        return f"{self.fill(fill)} {self.stroke(stroke)}"

    def _paint(self, kind: str, name: str) -> str:
        light = COLOURS[name][0]
        if not self._is_alone:
            return f'{kind}="var(--layers-{name}, {light})"'
        self._used[f"{kind}-{name}"] = None
        return f'class="{kind}-{name}" {kind}="{light}"'

    def style(self) -> str:
        """The sheet of a picture that stands alone: what is different in the dark."""
        rules = [
            f".{used}{{{used.partition('-')[0]}:{COLOURS[used.partition('-')[2]][1]}}}" for used in sorted(self._used)
        ]
        return f"<style>@media screen and (prefers-color-scheme:dark){{{''.join(rules)}}}</style>"
