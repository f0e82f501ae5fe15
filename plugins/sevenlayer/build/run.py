"""The run that makes the site."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any, NoReturn

from pelican import Pelican, signals
from pelican.contents import Static

from sevenlayer.diagnostics import Code, Problems, Severity, error
from sevenlayer.pelican_site.contents import all_contents
from sevenlayer.pelican_site.log_capture import collected_problems, start_collecting
from sevenlayer.pelican_site.reported_run import (
    BuildStopped,
    PluginFailed,
    check_plugins,
    fail_on,
    plugin_import_failed,
    stop_and_report,
)
from sevenlayer.pelican_site.settings_file import site_folder
from sevenlayer.settings import locate_plugins, stop_for_setting

from .output_folder import (
    OutputFolderError,
    Protected,
    check_output_folder,
    claim_output_folder,
    empty_output_folder,
    foreign_folder,
    protect,
    repository_of,
)

#: Where the new output grows, inside the old.
NEW = ".sevenlayer-new"


class SevenlayerPelican(Pelican):
    """Pelican that reports every problem, and does not touch the output folder before everything is read.

    Set it as ``PELICAN_CLASS``. A setting or plugin that is wrong stops it at once. With ``DIAGNOSTICS_FAIL_ON = "warning"`` (to
    publish) a problem in any post leaves the last good output as it was.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        start_collecting(Problems())
        try:
            super().__init__(settings)
        except Exception as exception:  # noqa: BLE001 - a setting can be wrong in any way
            stop_for_setting(settings, exception)
        # Pelican would empty it first, and then read.
        self.empties_output = bool(settings["DELETE_OUTPUT_DIRECTORY"])
        self.delete_outputdir = False
        self.generators: list[Any] = []
        signals.all_generators_finalized.connect(self._keep_generators)

    def _keep_generators(self, generators: list[Any]) -> None:
        self.generators = generators

    def run(self) -> None:
        output = Path(self.settings["OUTPUT_PATH"])
        if not self.empties_output:
            super().run()
            return
        # Written beside what is there, which goes when all is well.
        new = output / NEW
        self.output_path = self.settings["OUTPUT_PATH"] = str(new)
        try:
            super().run()
            self._stop_if_failed()
            empty_output_folder(output, self._protected(), [*self.output_retention, NEW])
            for entry in sorted(new.iterdir()):
                _move(entry, output / entry.name)
        finally:
            self.output_path = self.settings["OUTPUT_PATH"] = str(output)
            shutil.rmtree(new, ignore_errors=True)

    def init_plugins(self) -> None:
        try:
            super().init_plugins()
        except Exception as exception:  # noqa: BLE001 - a plugin can fail in any way
            collected_problems().add(plugin_import_failed(exception))
            locate_plugins(self.settings, collected_problems())
            stop_and_report(self.settings, collected_problems())
        try:
            check_plugins(collected_problems())
        except PluginFailed:
            locate_plugins(self.settings, collected_problems())
            stop_and_report(self.settings, collected_problems())

    def _get_writer(self) -> Any:
        """Pelican asks for its writer when all is read and nothing is written."""
        self._prepare_output()
        settle_addresses(self.generators)
        return super()._get_writer()

    def _prepare_output(self) -> None:
        self._stop_if_failed()
        output = Path(self.output_path)
        if self.empties_output:
            output = output.parent
        protected = self._protected()
        if reason := check_output_folder(output, protected):
            self._stop(OutputFolderError(reason, "choose a folder of its own for the output"))
        if not claim_output_folder(output) and self.empties_output:
            self._stop(foreign_folder(output))
        shutil.rmtree(output / NEW, ignore_errors=True)

    def _stop_if_failed(self) -> None:
        """Before anything is written, and before it takes the place of what was there."""
        if fail_on(self.settings) is Severity.WARNING and collected_problems().fails(Severity.WARNING):
            raise BuildStopped("the output is as it was")

    def _stop(self, exception: OutputFolderError) -> NoReturn:
        collected_problems().add(error(Code.SITE_OUTPUT_FOLDER, exception.reason, hint=exception.hint))
        raise BuildStopped("the output is as it was")

    def _protected(self) -> Protected:
        return protect(
            repository=repository_of(site_folder(self.settings)), sources=(Path(self.path), Path(self.theme))
        )


def settle_addresses(generators: list[Any]) -> None:
    """Have the address of every post and page worked out for the last time: pages and feeds ask for it again and again."""
    for _generator, content in all_contents(generators):
        # A file has none before somebody asks: it may still be attached to a post.
        if not isinstance(content, Static):
            content.override_url = content.url


def _move(entry: Path, target: Path) -> None:
    """Put *entry* in the place of *target*; into it, where it is a folder that was retained."""
    if entry.is_dir() and target.is_dir():
        shutil.copytree(entry, target, dirs_exist_ok=True)
    else:
        entry.replace(target)
