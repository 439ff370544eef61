"""The Chinese catalogue: taken from the code, checked, and compiled without system tools.

    python -m config.messages extract    bring locale/ up to date with code and templates
    python -m config.messages compile    write the .mo files that Django reads, where they are older
    python -m config.messages check      say what is missing, left over or broken; fails if anything is

GNU gettext, which Django's makemessages needs, is not asked of anyone: Babel reads and writes the same files.
"""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "locale"
ROOMS = (
    "accounts",
    "config",
    "inventories",
    "partnerships",
    "plans",
    "pledges",
    "portal",
    "progress",
    "trajectory",
)
LANGUAGE = "zh_Hans"

PLURAL, CONTEXT, CONTEXT_PLURAL = (1, 2), ((1, "c"), 2), ((1, "c"), 2, 3)
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": PLURAL,
    "pgettext_lazy": CONTEXT,
    "npgettext_lazy": CONTEXT_PLURAL,
}

# Words of our English that Chinese text keeps: names of formats and of the marks people type.
KEPT_WORDS = frozenset({"csv", "gpc", "http", "https", "json", "milepost", "org", "xlsx"})

Identity = tuple[str | None, str]  # context and msgid


# Taking messages from the code


def template_messages(file: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[tuple]:
    """Babel's extraction method for Django templates: (line, function, arguments, comments) of each message.

    Django's own `templatize` turns the template into calls of gettext, with every msgid exactly as Django
    will look it up; in brackets, the rest of its output is harmless to Python's tokenizer.
    """
    calls = BytesIO(f"({templatize(file.read().decode())}\n)".encode())
    for line, function, arguments, comments in extract_python(calls, keywords, comment_tags, options):
        # Django doubles the percent signs of {{ _("...") }}, templatize does not.
        yield line, function, str(arguments).replace("%", "%%") if function == "_" else arguments, comments


def take(catalog: Catalog, file: IO[bytes], name: str) -> None:
    """Add the messages of a file of code, or of a template, to a catalogue."""
    method: Any = extract_python if name.endswith(".py") else template_messages
    for line, msgid, comments, context in babel_extract(method, file, KEYWORDS, ["Translators:"]):
        catalog.add(msgid, locations=[(name, line)], auto_comments=comments, context=context)


def sources() -> list[Path]:
    """Every file that may hold a message, sorted."""
    python = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    folders = [ROOT / "templates", *(ROOT / room / "templates" for room in ROOMS)]
    templates = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return sorted(path for path in (*python, *templates) if "migrations" not in path.parts)


def extract() -> Catalog:
    """A catalogue of every message in code and templates, untranslated."""
    catalog = Catalog(project="Milepost", charset="utf-8")
    for path in sources():
        with path.open("rb") as file:
            take(catalog, file, path.relative_to(ROOT).as_posix())
    return catalog


# Files


def po_file(language: str = LANGUAGE) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """The catalogue in a .po file; an empty one if there is no file."""
    if not path.exists():
        return Catalog(locale=LANGUAGE, project="Milepost", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name)


def update() -> Catalog:
    """Bring the .po file up to date: new messages untranslated, those no longer used dropped, no guesses."""
    catalog, path = read(po_file()), po_file()
    written = catalog.creation_date
    catalog.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.creation_date = written
    content = BytesIO()
    write_po(content, catalog, width=100, ignore_obsolete=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.getvalue())
    return catalog


def compile_catalogs() -> list[Path]:
    """Write each .mo file that is older than its .po file, at once and whole; return those written."""
    written = []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        target = path.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= path.stat().st_mtime:
            continue
        draft = target.with_suffix(f".{os.getpid()}")
        with draft.open("wb") as file:
            write_mo(file, read(path))
        draft.replace(target)
        written.append(target)
    return written


# Checking

NAMED = re.compile(r"%\(\w[^)]*\)[sdifr]|\{\w*(?:[.!:][^{}]*)?\}")
POSITIONAL = re.compile(r"%[sdifr]")
TAG = re.compile(r"</?[a-zA-Z][^>]*>")
CHINESE = re.compile(r"[\u3400-\u9fff]")
ENGLISH_PROSE = re.compile(r"(?<![\w./@-])[a-z]{3,}(?![\w/@-]|\.\w)")


def identities(catalog: Catalog) -> dict[Identity, Message]:
    """The messages of a catalogue by context and (singular) msgid, its header left out."""
    return {(m.context, m.id if isinstance(m.id, str) else m.id[0]): m for m in catalog if m.id}


def complaints(found: Catalog, catalog: Catalog) -> Iterator[str]:
    """What keeps a catalogue from being the whole, sound translation of the messages found in the code."""
    used, known = identities(found), identities(catalog)
    for key in sorted(used.keys() - known.keys(), key=repr):
        yield f"not in the catalogue: {key[1]!r} ({places(used[key])})"
    for key in sorted(known.keys() - used.keys(), key=repr):
        yield f"no longer used: {key[1]!r}"
    for key in sorted(used.keys() & known.keys(), key=repr):
        message = known[key]
        for fault in faults(message):
            yield f"{fault}: {key[1]!r} ({places(used[key])})"


def places(message: Message) -> str:
    return ", ".join(f"{name}:{line}" for name, line in message.locations[:3])


def faults(message: Message) -> Iterator[str]:
    """What is wrong with one translated message."""
    forms = message.string if isinstance(message.string, tuple | list) else [message.string]
    original = (
        message.id if isinstance(message.id, str) else message.id[-1]
    )  # a singular may leave out the count
    if message.fuzzy:
        yield "fuzzy"
    if not all(forms):
        yield "not translated"
        return
    for form in forms:
        yield from form_faults(original, str(form))


def form_faults(original: str, form: str) -> Iterator[str]:
    for pattern, what in (
        (NAMED, "placeholders differ"),
        (POSITIONAL, "placeholders differ"),
        (TAG, "tags differ"),
    ):
        if sorted(set(pattern.findall(original))) != sorted(set(pattern.findall(form))):
            yield what
    bare = POSITIONAL.sub("", NAMED.sub("", form.replace("%%", "")))
    if "%" in bare and NAMED.search(original):
        yield "a percent sign that is not doubled"
    if (original[:1] == "\n") != (form[:1] == "\n") or (original[-1:] == "\n") != (form[-1:] == "\n"):
        yield "line ends differ"
    if words := leftovers(original, form):
        yield f"left in English ({', '.join(words)})"


def leftovers(original: str, form: str) -> list[str]:
    """English prose in the Chinese text: plain lower-case words that it has from the original.

    Names and units (capital letters, tCO2e, addresses, file names) may stay.
    """
    plain = (TAG.sub(" ", POSITIONAL.sub(" ", NAMED.sub(" ", text))) for text in (original, form))
    before, after = ({*ENGLISH_PROSE.findall(text)} for text in plain)
    return sorted((before & after) - KEPT_WORDS)


# The command line


def main(arguments: Iterable[str]) -> int:
    match list(arguments):
        case ["extract"]:
            catalog = update()
            missing = sum("not translated" in faults(message) for message in catalog if message.id)
            print(f"{po_file().relative_to(ROOT)}: {len(catalog)} messages, {missing} not translated")
            return 0
        case ["compile"]:
            for path in compile_catalogs():
                print(f"compiled {path.relative_to(ROOT)}")
            return 0
        case ["check"]:
            wrong = list(complaints(extract(), read(po_file())))
            print(*wrong, f"{len(wrong)} complaints about the messages", sep="\n", file=sys.stderr)
            return 1 if wrong else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
