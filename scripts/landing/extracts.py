"""Which files lie in the extracts folder, and which raw table each belongs to."""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass, field
from pathlib import Path

from scripts.landing.known_tables import Vendor
from scripts.landing.names import folded, is_unicode, suggestion
from scripts.landing.troubles import InputError

_EXTENSION = re.compile(r"\.(?:(csv|tsv|jsonl?|ndjson)(\.gz)?|(parquet))$", re.IGNORECASE)

_LAYOUT = "put it at <vendor>/<table>/ or call it <vendor>/<table>.<extension>"
_FORMATS = "deliver .csv, .tsv, .json, .jsonl, .ndjson (each also .gz) or .parquet"


@dataclass(frozen=True)
class Extract:
    """One file to land. `path` is free of symbolic links; `file` is relative to the extracts."""

    path: Path
    file: str
    vendor: str
    table: str
    format: str
    is_gzipped: bool
    byte_count: int
    has_model: bool


@dataclass
class Extracts:
    """What was found: files to land, and what is wrong with the rest."""

    files: list[Extract] = field(default_factory=list)
    errors: list[InputError] = field(default_factory=list)


def find_extracts(root: Path, vendors: dict[str, Vendor]) -> Extracts:
    """Walk `<root>/<vendor>/<table>/**` and `<root>/<vendor>/<table>.<extension>`, by name.

    Never follows a link that leads out of `root`. Raises InputError if `root` cannot be listed.
    """
    walk = _Walk(root, vendors)
    for path in _listed(root):
        walk.visit_top(path)
    if not walk.found.files and not walk.found.errors:
        raise InputError(
            "holds no extracts", f"deliver <vendor>/<table>/...; {_FORMATS}", str(root)
        )
    return walk.found


class _Walk:
    def __init__(self, root: Path, vendors: dict[str, Vendor]) -> None:
        self.found = Extracts()
        self._root = root
        self._vendors = vendors

    def visit_top(self, path: Path) -> None:
        if _is_ignored(path):
            return
        known = sorted(vendor.name for vendor in self._vendors.values())
        hint = suggestion(path.name, known)
        names = f"vendors with models are: {', '.join(known) or 'none'}"
        vendor = self._vendors.get(folded(path.name))
        if not path.is_dir():
            self._complain(path, "lies outside any vendor's folder", f"{_LAYOUT}; {names}")
        elif vendor is None:
            self._complain(path, f"is no vendor that a model reads{hint}", f"rename it; {names}")
        elif self._real(path):
            self._visit_vendor(path, vendor)

    def _visit_vendor(self, folder: Path, vendor: Vendor) -> None:
        try:
            children = [path for path in _listed(folder) if not _is_ignored(path)]
        except InputError as error:
            self.found.errors.append(error.at(self._name(folder)))
            return
        tables = {path: table_name(path.name) for path in children}
        if not any(folded(table) in vendor.tables for table in tables.values()):
            known = sorted(set(vendor.tables.values()))
            hint = next(filter(None, (suggestion(it, known) for it in tables.values())), "")
            self._complain(
                folder,
                f"holds no table that a model reads{hint}",
                f"rename what it holds; {vendor.name} has: {', '.join(known)}",
            )
            return
        for path, table in tables.items():
            self._visit(path, vendor, table, ())

    def _visit(self, path: Path, vendor: Vendor, table: str, above: tuple[Path, ...]) -> None:
        real = self._real(path)
        if real is None:
            return
        if not real.is_dir():
            self._add(path, real, vendor, table)
        elif real in above:
            self._complain(path, "is a link to a folder that it lies in", "remove the link")
        else:
            try:
                children = _listed(path)
            except InputError as error:
                self.found.errors.append(error.at(self._name(path)))
                return
            for child in children:
                # Below a table, Spark keeps unfinished work in folders like _temporary.
                if not _is_ignored(child) and not (child.name.startswith("_") and child.is_dir()):
                    self._visit(child, vendor, table, (*above, real))

    def _add(self, path: Path, real: Path, vendor: Vendor, table: str) -> None:
        extension = _EXTENSION.search(path.name)
        status = real.stat()
        if not stat.S_ISREG(status.st_mode):
            self._complain(path, "is no regular file", "take it out of the folder")
        elif not extension:
            self._complain(path, "has a name that tells no format we read", _FORMATS)
        elif not is_unicode(str(path)) or "\0" in table:
            self._complain(path, "has a name that is not UTF-8", "rename it")
        else:
            name = vendor.tables.get(folded(table))
            format_ = (extension[1] or extension[3]).lower()
            self.found.files.append(
                Extract(
                    path=real,
                    file=path.relative_to(self._root).as_posix(),
                    vendor=vendor.name,
                    table=name or table,
                    format="json" if format_ in ("jsonl", "ndjson") else format_,
                    is_gzipped=extension[2] is not None,
                    byte_count=status.st_size,
                    has_model=name is not None,
                )
            )

    def _real(self, path: Path) -> Path | None:
        """Return the path without links, or complain if it leads nowhere or out of the root."""
        try:
            real = Path(os.path.realpath(path, strict=True))
        except OSError:
            self._complain(path, "is a link that leads nowhere, or cannot be read", "remove it")
            return None
        if not real.is_relative_to(self._root):
            self._complain(
                path, "is a link that leads out of the extracts folder", "put the file itself here"
            )
            return None
        return real

    def _complain(self, path: Path, problem: str, remedy: str) -> None:
        self.found.errors.append(InputError(problem, remedy, self._name(path)))

    def _name(self, path: Path) -> str:
        return path.relative_to(self._root).as_posix()


def table_name(name: str) -> str:
    """Return the table that a file or folder directly below a vendor's folder stands for."""
    return _EXTENSION.sub("", name) or name


def _is_ignored(path: Path) -> bool:
    """Say whether a name marks what is no extract: hidden, or an empty marker like _SUCCESS."""
    if path.name.startswith("."):
        return True
    return path.name.startswith("_") and path.is_file() and path.stat().st_size == 0


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name))
    except OSError as error:
        problem = f"cannot be listed: {error.strerror}"
        raise InputError(problem, "give a folder that can be read", str(folder)) from None
