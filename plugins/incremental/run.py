"""The run that makes the site."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn

from pelican import Pelican, signals
from pelican.plugins.diagnostics import PluginFailed, Severity, error, problems
from pelican.plugins.diagnostics.build import BuildStopped, check_plugins, plugin_import_failed, stop_and_report
from pelican.plugins.diagnostics.pelican_messages import start_collecting

from .output_folder import (
    OutputFolderError,
    Protected,
    check_output_folder,
    claim_output_folder,
    empty_output_folder,
    protect,
)


class SevenlayerPelican(Pelican):
    """Pelican that reports every problem, and does not touch the output folder before everything is read.

    Set it as ``PELICAN_CLASS``. A setting or plugin that is wrong stops it at once. With ``DIAGNOSTICS_FAIL_ON = "warning"`` (to
    publish) a problem in any post leaves the last good output as it was.
    """

    def __init__(self, settings: dict[str, Any]) -> None:
        start_collecting()
        try:
            super().__init__(settings)
        except SystemExit:
            raise
        except Exception as exception:  # noqa: BLE001 - a setting can be wrong in any way
            problems.add(error("site.bad-setting", str(exception) or type(exception).__name__))
            stop_and_report()
        # Pelican would empty it first, and then read.
        self.empties_output = bool(settings["DELETE_OUTPUT_DIRECTORY"])
        self.delete_outputdir = False
        signals.all_generators_finalized.connect(self._before_writing, weak=False)

    def init_plugins(self) -> None:
        try:
            super().init_plugins()
        except Exception as exception:  # noqa: BLE001 - a plugin can fail in any way
            problems.add(plugin_import_failed(exception))
            stop_and_report()
        try:
            check_plugins()
        except PluginFailed:
            stop_and_report()

    def _before_writing(self, _generators: Any) -> None:
        fail_on = Severity(self.settings.get("DIAGNOSTICS_FAIL_ON", "error"))
        if fail_on is Severity.WARNING and problems.fails(fail_on):
            raise BuildStopped("nothing was written")
        output = Path(self.output_path)
        protected = self._protected()
        if reason := check_output_folder(output, protected):
            self._stop(OutputFolderError(reason, "choose a folder of its own for the output"))
        try:
            if self.empties_output:
                empty_output_folder(output, protected, self.output_retention)
            claim_output_folder(output)
        except OutputFolderError as exception:
            self._stop(exception)

    def _stop(self, exception: OutputFolderError) -> NoReturn:
        problems.add(error("site.output-folder", exception.reason, hint=exception.hint))
        raise BuildStopped("nothing was written")

    def _protected(self) -> Protected:
        repository = Path(__file__).resolve().parents[2]
        return protect(repository=repository, sources=(Path(self.path), Path(self.theme)))
