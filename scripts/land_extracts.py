"""Land extracts into raw.duckdb, each file once and whole, every bad line accounted for.

python scripts/land_extracts.py EXTRACTS_DIR
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

# Run as a script, Python looks for modules in scripts/, not in the project's root.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from scripts.landing.command import create_empty, land_folder, normalise_only
from scripts.landing.report import show_error
from scripts.landing.troubles import InputError

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def land(
    extracts_dir: Annotated[
        Path | None,
        typer.Argument(help="Folder of <vendor>/<table>/** and <vendor>/<table>.<extension>."),
    ] = None,
    warehouse: Annotated[
        Path, typer.Option(envvar="FRONTLINE_WAREHOUSE", help="Folder of raw.duckdb.")
    ] = Path("warehouse"),
    models: Annotated[
        Path, typer.Option(help="Folder of the dbt models, whose sources name the known tables.")
    ] = Path("models"),
    key_file: Annotated[
        Path | None,
        typer.Option(
            envvar="FRONTLINE_PSEUDONYM_KEY_FILE",
            help="File with the key that identities are hashed with; made and stored if absent.",
        ),
    ] = None,
    loaded_at: Annotated[
        str | None,
        typer.Option(help="Moment to write down as _loaded_at, ISO 8601, UTC. [default: now]"),
    ] = None,
    create_only: Annotated[
        bool,
        typer.Option(
            "--create-only", help="Only create raw.duckdb if it is absent, and store a --key-file."
        ),
    ] = False,
    phones_only: Annotated[
        bool,
        typer.Option("--phones-only", help="Only read the phone numbers of tables already there."),
    ] = False,
) -> None:
    """Land CSV, JSON and Parquet extracts into raw.duckdb: append-only, each file all or none.

    A file is known by its content, so landing it again changes nothing. Bad lines go to
    raw.landing.rejected_lines and the rest of their file lands; a file that is wrong as a whole
    is an error, and the other files land. Then phone numbers that are new are brought into one
    form, in raw.landing.phone_numbers. Exit code 0 is good, 1 is wrong input.
    """
    if create_only:
        create_empty(warehouse, key_file)
    elif phones_only:
        normalise_only(warehouse, models)
    elif extracts_dir is None:
        raise InputError(
            "EXTRACTS_DIR is missing", "give a folder, or --create-only, or --phones-only"
        )
    else:
        raise typer.Exit(land_folder(extracts_dir, warehouse, models, key_file, loaded_at))


def main() -> None:
    """Run the command. Usage errors are wrong input: 1, for 2 says that an audit failed."""
    try:
        app()
    except InputError as error:
        show_error(error)
        sys.exit(1)
    except SystemExit as end:
        sys.exit(1 if end.code == 2 else end.code)


if __name__ == "__main__":
    main()
