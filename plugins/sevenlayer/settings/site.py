"""The settings of a build as one value: read once, checked together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, NoReturn

from sevenlayer.cross_references.settings import Options, read_options
from sevenlayer.diagnostics import Code, Problem, Problems, Severity, did_you_mean, error
from sevenlayer.front_matter.options import FrontMatterOptions, read_front_matter_options
from sevenlayer.openstack.options import OpenStackOptions, read_openstack_options
from sevenlayer.pelican_site.build_state import build_of
from sevenlayer.pelican_site.log_capture import collected_problems
from sevenlayer.pelican_site.reported_run import stop_and_report
from sevenlayer.pelican_site.settings_file import SETTINGS_FILE, find_settings_file
from sevenlayer.series.urls import SeriesUrls, read_series_urls

from .definitions import SETTINGS
from .model import Fault
from .pelican_settings import PELICAN_SETTINGS, pelican_names
from .source import locate_setting

__all__ = ["SiteSettings", "check_settings", "locate_plugins", "read_settings_once", "stop_for_setting"]


@dataclass(frozen=True)
class SiteSettings:
    """What the settings say, by part. Stages ask the state of the build for the part that they need."""

    front_matter: FrontMatterOptions
    openstack: OpenStackOptions
    references: Options
    series: SeriesUrls
    fail_on: Severity


def read_settings_once(pelican: Any) -> None:
    """Check all settings and put what they say into the state of the build; or report what is wrong and end the process."""
    settings = pelican.settings
    build = build_of(settings)
    if file := find_settings_file(settings):
        settings[SETTINGS_FILE] = file
    problems = check_settings(settings, file)
    build.problems.extend(problems)
    if any(problem.severity is Severity.ERROR for problem in problems):
        stop_and_report(settings, build.problems)
    site = SiteSettings(
        front_matter=read_front_matter_options(settings),
        openstack=read_openstack_options(settings),
        references=read_options(settings),
        series=read_series_urls(settings),
        fail_on=Severity(settings.get("DIAGNOSTICS_FAIL_ON", "error")),
    )
    build.put(site)
    for part in fields(site):
        build.put(getattr(site, part.name))


_NAME = re.compile(r"[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")


def stop_for_setting(settings: dict[str, Any], exception: Exception) -> NoReturn:
    """Report *exception*, with the location of the setting whose name its text begins with, and end the process."""
    message = str(exception) or type(exception).__name__
    name = _NAME.match(message)
    where = locate_setting(name[0], find_settings_file(settings)) if name else None
    problems = collected_problems()
    problems.add(error(Code.SITE_BAD_SETTING, message, where))
    stop_and_report(settings, problems)


def locate_plugins(settings: Mapping[str, Any], problems: Problems) -> None:
    """Give the problems of plugins that could not be loaded the location of ``PLUGINS``."""
    where = locate_setting("PLUGINS", find_settings_file(settings))
    for problem in list(problems):
        if problem.code is Code.PLUGIN_FAILED and problem.where is None and where and where.line:
            problems.remove(problem)
            problems.add(replace(problem, where=where))


def check_settings(settings: Mapping[str, Any], file: str | None) -> list[Problem]:
    """Return what is wrong with *settings*, which were read from *file*; each setting is checked."""
    problems = []
    for fault in _faults(settings):
        severity = Severity.ERROR if fault.is_error else Severity.WARNING
        where = locate_setting(fault.name, file)
        problems.append(Problem(Code.SITE_BAD_SETTING, severity, fault.message, where, fault.hint))
    return problems


def _faults(settings: Mapping[str, Any]) -> Iterator[Fault]:
    for setting in (*SETTINGS, *PELICAN_SETTINGS):
        if fault := setting.fault(settings):
            yield fault
    yield from _misspelt(settings)


# Settings that our own code keeps beside those of the site.
_OURS = {"SEVENLAYER_BUILD", SETTINGS_FILE, "DIAGNOSTICS_REPORTER"}


def _misspelt(settings: Mapping[str, Any]) -> Iterator[Fault]:
    """Names that are nearly one of Pelican's or ours. Themes and other plugins have settings too, so others are left alone."""
    known = pelican_names(settings) | {setting.name for setting in SETTINGS} | _OURS
    for name in settings:
        if name not in known and (hint := did_you_mean(name, known)):
            yield Fault(name, f"there is no setting '{name}'", hint, is_error=False)
