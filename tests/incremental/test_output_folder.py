"""Which folders are ours to empty."""

from dataclasses import dataclass
from pathlib import Path

import pytest
from sevenlayer.build.output_folder import (
    MARKER,
    MARKER_TEXT,
    OutputFolderError,
    Protected,
    check_output_folder,
    claim_output_folder,
    empty_output_folder,
    is_ours,
    protect,
    remove_output_folder,
)


@dataclass(frozen=True)
class Site:
    """A home folder with a repository in it, and another folder beside the home."""

    home: Path
    repository: Path
    elsewhere: Path
    protected: Protected

    @property
    def output(self) -> Path:
        return self.repository / "output"


@pytest.fixture
def site(tmp_path: Path) -> Site:
    home = tmp_path / "homes" / "ada"
    repository = home / "blog"
    for name in ("content/posts", "theme", "plugins", ".git"):
        (repository / name).mkdir(parents=True)
    (repository / "content" / "posts" / "cells.md").write_text("precious")
    (home / "letters.txt").write_text("precious")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    return Site(
        home, repository, elsewhere, protect(repository=repository, sources=[repository / "content"], home=home)
    )


def fill(folder: Path, *, ours: bool) -> None:
    if ours:
        assert claim_output_folder(folder)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.html").write_text("old")
    (folder / "posts").mkdir()
    (folder / "posts" / "cells.html").write_text("old")


def files_below(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


@pytest.mark.parametrize(
    ("output", "problem"),
    [
        ("/", "/ is the root of the file system"),
        ("{home}", "{home} is the home folder"),
        ("{home}/..", "{home}/.. contains the repository"),
        ("{repository}", "{repository} is the repository"),
        ("{repository}/output/..", "{repository}/output/.. is the repository"),
        ("{repository}/content", "{repository}/content is the sources"),
        ("{repository}/content/output", "{repository}/content/output lies inside the sources"),
        ("{repository}/theme", "{repository}/theme is theme/"),
        ("{repository}/theme/static/new", "{repository}/theme/static/new lies inside theme/"),
        ("{repository}/.git/output", "{repository}/.git/output lies inside .git/"),
        ("{repository}/tests", "{repository}/tests is tests/"),
        ("{home}/letters.txt", "{home}/letters.txt is not a folder"),
    ],
)
def test_a_place_with_something_to_lose_is_no_output_folder(site: Site, output: str, problem: str) -> None:
    names = {"home": site.home, "repository": site.repository}
    assert check_output_folder(Path(output.format(**names)), site.protected) == problem.format(**names)


@pytest.mark.parametrize("output", ["{repository}/output", "{repository}/a b/c", "{home}/www", "{elsewhere}"])
def test_a_folder_of_its_own_is_an_output_folder(site: Site, output: str) -> None:
    folder = Path(output.format(home=site.home, repository=site.repository, elsewhere=site.elsewhere))
    assert check_output_folder(folder, site.protected) is None


def test_a_folder_that_contains_sources_elsewhere_is_refused(site: Site) -> None:
    sources = site.elsewhere / "deep" / "posts"
    protected = protect(repository=site.repository, sources=[sources], home=site.home)
    assert check_output_folder(site.elsewhere, protected) == f"{site.elsewhere} contains the sources"


def test_the_rules_hold_before_the_folders_exist(tmp_path: Path) -> None:
    protected = protect(repository=tmp_path / "blog", home=tmp_path / "ada")
    output = tmp_path / "blog" / "content" / "output"
    assert check_output_folder(output, protected) == f"{output} lies inside content/"


@pytest.mark.parametrize(("target", "name"), [("home", "the home folder"), ("repository", "the repository")])
def test_a_link_to_a_protected_place_is_refused(site: Site, target: str, name: str) -> None:
    link = site.elsewhere / "output"
    link.symlink_to(getattr(site, target), target_is_directory=True)
    assert check_output_folder(link, site.protected) == f"{link} is {name}"
    with pytest.raises(OutputFolderError, match=f"is {name}"):
        empty_output_folder(link, site.protected)
    assert (site.home / "letters.txt").read_text() == "precious"


def test_a_link_inside_the_sources_is_refused_wherever_it_leads(site: Site) -> None:
    link = site.repository / "content" / "output"
    link.symlink_to(site.elsewhere, target_is_directory=True)
    assert check_output_folder(link, site.protected) == f"{link} lies inside the sources"


def test_a_protected_place_reached_through_a_link_is_still_protected(site: Site) -> None:
    (site.elsewhere / "blog").symlink_to(site.repository, target_is_directory=True)
    output = site.elsewhere / "blog" / "content" / "new"
    assert check_output_folder(output, site.protected) == f"{output} lies inside the sources"


def test_a_marker_does_not_make_a_protected_place_ours_to_empty(site: Site) -> None:
    for folder in (site.home, site.repository, site.repository / "content"):
        (folder / MARKER).write_text(MARKER_TEXT)
        with pytest.raises(OutputFolderError):
            empty_output_folder(folder, site.protected)
    assert (site.home / "letters.txt").read_text() == "precious"
    assert (site.repository / "content" / "posts" / "cells.md").read_text() == "precious"


def test_an_absent_folder_is_made_and_claimed(site: Site) -> None:
    output = site.elsewhere / "a b" / "output"
    assert claim_output_folder(output)
    assert (output / MARKER).read_text() == MARKER_TEXT
    assert claim_output_folder(output)


def test_an_empty_folder_is_claimed(site: Site) -> None:
    assert not is_ours(site.elsewhere)
    assert claim_output_folder(site.elsewhere)
    assert is_ours(site.elsewhere)


def test_a_foreign_folder_is_never_claimed(site: Site) -> None:
    fill(site.output, ours=False)
    assert not claim_output_folder(site.output)
    assert files_below(site.output) == ["index.html", "posts/cells.html"]


def test_a_foreign_folder_is_never_emptied(site: Site) -> None:
    fill(site.output, ours=False)
    with pytest.raises(OutputFolderError) as caught:
        empty_output_folder(site.output, site.protected)
    assert caught.value.reason == (
        f"{site.output} has files in it and no .sevenlayer marker, so Sevenlayer did not make it"
    )
    assert caught.value.hint == "choose another output folder, or delete this one yourself"
    assert files_below(site.output) == ["index.html", "posts/cells.html"]


@pytest.mark.parametrize("content", ["", "mine", "Written by Sevenlayers\n"])
def test_a_file_that_only_has_the_markers_name_is_no_marker(site: Site, content: str) -> None:
    fill(site.output, ours=False)
    (site.output / MARKER).write_text(content)
    with pytest.raises(OutputFolderError):
        empty_output_folder(site.output, site.protected)


def test_a_link_to_a_marker_is_no_marker(site: Site) -> None:
    claim_output_folder(site.elsewhere)
    fill(site.output, ours=False)
    (site.output / MARKER).symlink_to(site.elsewhere / MARKER)
    assert not is_ours(site.output)


def test_our_folder_is_emptied_and_stays_ours(site: Site) -> None:
    fill(site.output, ours=True)
    assert empty_output_folder(site.output, site.protected) == 2
    assert files_below(site.output) == [MARKER]
    assert empty_output_folder(site.output, site.protected) == 0


def test_retained_names_stay(site: Site) -> None:
    fill(site.output, ours=True)
    (site.output / ".git").mkdir()
    (site.output / ".git" / "HEAD").write_text("ref")
    (site.output / "posts" / ".git").write_text("not at the top")
    empty_output_folder(site.output, site.protected, retention=(".git",))
    assert files_below(site.output) == [".git/HEAD", MARKER]


def test_links_are_deleted_and_not_followed(site: Site) -> None:
    fill(site.output, ours=True)
    (site.output / "home").symlink_to(site.home, target_is_directory=True)
    (site.output / "posts" / "letters").symlink_to(site.home / "letters.txt")
    (site.output / "posts" / "nested").symlink_to(site.home, target_is_directory=True)
    (site.output / "nowhere").symlink_to(site.home / "gone")
    empty_output_folder(site.output, site.protected)
    assert files_below(site.output) == [MARKER]
    assert (site.home / "letters.txt").read_text() == "precious"
    assert (site.repository / "content" / "posts" / "cells.md").exists()


def test_an_absent_folder_and_an_empty_one_need_nothing(site: Site) -> None:
    assert empty_output_folder(site.output, site.protected) == 0
    assert not site.output.exists()
    assert empty_output_folder(site.elsewhere, site.protected) == 0
    assert not remove_output_folder(site.output, site.protected)


def test_removing_takes_the_folder_too(site: Site) -> None:
    fill(site.output, ours=True)
    assert remove_output_folder(site.output, site.protected)
    assert not site.output.exists()


def test_removing_keeps_a_folder_with_retained_names_and_its_marker(site: Site) -> None:
    fill(site.output, ours=True)
    (site.output / ".git").mkdir()
    assert remove_output_folder(site.output, site.protected, retention=(".git",))
    assert sorted(path.name for path in site.output.iterdir()) == [".git", MARKER]


def test_removing_keeps_a_link_and_empties_the_folder_it_leads_to(site: Site) -> None:
    fill(site.elsewhere / "www", ours=True)
    site.output.symlink_to(site.elsewhere / "www", target_is_directory=True)
    assert remove_output_folder(site.output, site.protected)
    assert site.output.is_symlink()
    assert files_below(site.elsewhere) == [f"www/{MARKER}"]


def test_a_relative_name_counts_from_the_working_folder(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(site.repository)
    assert check_output_folder(Path("output"), site.protected) is None
    assert check_output_folder(Path(), site.protected) == ". is the repository"
    assert check_output_folder(Path("content/x"), site.protected) == "content/x lies inside the sources"
