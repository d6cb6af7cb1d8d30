"""The command line: options, help and exit codes. What a command does stands in ``generator.commands``."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from generator import __version__
from generator.commands import add, build, check, comparison, fetch, init, read, reread, serve, write
from generator.commands.guard import GuardedGroup

FOLDER = click.Path(file_okay=False, path_type=Path)
NEW_FILE = click.Path(exists=True, dir_okay=False, readable=True, path_type=Path)


def _archive(context: click.Context, _parameter: click.Parameter, folder: Path) -> Path:
    """Refuse a content folder that is not there; only `read` can do without one."""
    given = context.get_parameter_source("content") is not ParameterSource.DEFAULT
    if not folder.is_dir() and (given or context.command.name != "read"):
        raise click.UsageError(
            f"There is no archive in {folder}. Name its content folder with --content DIR, "
            "or start one with `kamerspiegel init DIR`."
        )
    return folder


content_option = click.option(
    "--content",
    type=FOLDER,
    default="content",
    show_default=True,
    metavar="DIR",
    callback=_archive,
    help="The archive: documents, records and registers.",
)


@click.group(
    cls=GuardedGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="kamerspiegel")
@click.option("--debug", is_flag=True, help="Show where in the program an unexpected error arose.")
def main(debug: bool) -> None:
    """Parliamentary questions and answers, question by question, as a website.

    \b
    kamerspiegel add brief.docx     take a document into the archive
    kamerspiegel serve              look at the site while you work
    kamerspiegel build              write the site to site/

    Exit codes: 0 fine, also with warnings; 1 the content has errors; 2 wrong usage.
    """


@main.command("build")
@click.option(
    "--site", type=FOLDER, default="site", show_default=True, metavar="DIR", help="Where the site goes."
)
@click.option(
    "--offline", is_flag=True, help="Make a site that opens from disk, by double-clicking index.html."
)
@click.option(
    "--zip",
    "zip_file",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also pack the site in one file; with --offline.",
)
@content_option
def build_command(content: Path, site: Path, offline: bool, zip_file: Path | None) -> None:
    """Read what is new or changed, and build the site.

    Reads every document that has no record, or whose record was made from another version of it; then
    builds the site beside the old one and swaps. A build that fails, or that you interrupt, leaves the
    old site as it was.
    """
    if zip_file is not None:
        if not offline:
            raise click.UsageError("--zip packs a site that opens from disk: give --offline too.")
        if zip_file.absolute().is_relative_to(site.absolute()):
            raise click.UsageError("--zip must name a FILE outside the folder of the site.")
    build.run(content, site, offline=offline, zip_file=zip_file)


@main.command("serve")
@click.option(
    "--address", default="127.0.0.1:8000", show_default=True, metavar="HOST:PORT", help="Where to listen."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the site in your browser.")
@content_option
def serve_command(content: Path, address: str, open_browser: bool) -> None:
    """Show the site in your browser, and follow every change.

    Does what build does, in memory, and again whenever something in the archive changes. Stop with Ctrl-C.
    """
    serve.run(content, address, open_browser=open_browser)


@main.command("read")
@click.argument("files", nargs=-1, required=True, type=NEW_FILE, metavar="FILE...")
@click.option(
    "--to", type=click.Choice(["json", "yaml"]), default="json", show_default=True, help="How to print them."
)
@content_option
def read_command(content: Path, files: tuple[Path, ...], to: str) -> None:
    """Print what is read from documents. Changes nothing.

    Prints one array of documents, each with its questions, on stdout; how many lines went where, and what
    was not understood, on stderr. FILE may be text, Markdown, Word, PDF, HTML or XML.
    """
    read.run(content, files, to)


@main.command("add")
@click.argument("files", nargs=-1, required=True, type=NEW_FILE, metavar="FILE...")
@click.option("--meeting", metavar="ID", help="The meeting it belongs to; otherwise proposed from the text.")
@click.option("--url", metavar="URL", help="Address of the original on an official site.")
@click.option(
    "--replaces", metavar="ID", help="It replaces or corrects this document: both stay, this one first."
)
@click.option("--id", "document_id", metavar="ID", help="Its id, instead of date and title (one FILE only).")
@content_option
def add_command(
    content: Path,
    files: tuple[Path, ...],
    meeting: str | None,
    url: str | None,
    replaces: str | None,
    document_id: str | None,
) -> None:
    """Take documents into the archive.

    Stores each FILE as it came, reads it, writes its record, and says in a few lines what was found and
    what to check. A document that is there already, or a newer version of it, is recognised and not stored
    twice.
    """
    if document_id is not None and len(files) > 1:
        raise click.UsageError("--id names one document: give one FILE.")
    add.run(content, files, add.Wishes(meeting=meeting, url=url, replaces=replaces, document_id=document_id))


@main.command("reread")
@click.argument("documents", nargs=-1, metavar="[ID...]")
@click.option("--dry-run", is_flag=True, help="Show the difference, write nothing.")
@content_option
def reread_command(content: Path, documents: tuple[str, ...], dry_run: bool) -> None:
    """Read stored documents again with the present rules.

    Shows per record what changed, and keeps every id that was published. Without ID: all documents.
    """
    reread.run(content, documents, dry_run=dry_run)


@main.command("check")
@content_option
def check_command(content: Path) -> None:
    """Go over everything in the archive and list every problem.

    Each with file, line, excerpt and remedy. Exit code 1 when there are errors; warnings alone are fine.
    """
    check.run(content)


@main.command("write")
@click.argument("folder", type=FOLDER, metavar="DIR")
@content_option
def write_command(content: Path, folder: Path) -> None:
    """Write the pages as Markdown to DIR.

    With assets, data and a mkdocs.yml that needs no plugin of ours: to read, or for another site builder.
    """
    write.run(content, folder)


@main.command("init")
@click.argument("folder", type=FOLDER, metavar="DIR")
def init_command(folder: Path) -> None:
    """Start a new, empty archive in DIR: of another committee, say.

    Copies mkdocs.yml, site_overrides/ and content/ with the registers; nothing in documents/.
    """
    init.run(folder)


main.add_command(fetch.command)
main.add_command(comparison.command)
