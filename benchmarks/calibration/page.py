"""docs/confidence.md out of model/evidence.py and the figures: `PYTHONPATH=benchmarks python -m calibration.page`."""

import sys
from collections.abc import Iterator

from flowcodemod.model.evidence import Kind

from .labels import rows
from .measure import BLIND, WANTED
from .population import FOLDER, load

PAGE = FOLDER.parents[1] / "docs/confidence.md"
_OPENING = """# What a confidence is made of

Made by `benchmarks/calibration/page.py` from `model/evidence.py` and the figures of the calibration: change those, and
run `PYTHONPATH=benchmarks python -m calibration.page`.

Every group of edits carries its evidence, and `flowcodemod explain PATH:LINE` shows it. A confidence is a number from 0
to 1 with two digits: **confident** from 0.9, **tentative** from 0.6, **manual** below. What comes to 0 is not edited.
"""
_COMBINED = """## How they combine

Each kind counts once, however often it was found. Supporting kinds are taken as independent witnesses: what the first
leaves open, the second may settle, so together they give 1 - the product of (1 - weight). The weakest contrary kind is
a ceiling: no support lifts the confidence above it. So `closed-world` alone gives 0.80, with `callee-name` 0.96, and
with `unresolved` beside them 0.50.

A group has one confidence: its evidence is that of all its members.
"""
_CALIBRATED = """## Is a confident edit right?

`benchmarks/calibration/` holds {count} references of {packages} packages on PyPI, drawn by chance (seeded, and spread over
every pair of role and tier that a package has, so that rare ones are there) and committed before any was labelled. A
label says whether a right migration renames the reference when names stored in databases are pinned, and how that is
known: {hows}. Definitions were asked of another type checker (ty). {either} may go either way and are not
counted. The weights may be set by looking at the packages of the tuning half; those of the other half are held back.

A third part of {fresh} references of {others} packages was drawn after the engine had been mended with the help of both
halves, and labelled by reading the packages and their libraries: its tiers are not in the sample, and no plan of these
packages was looked at before its first measurement. Whoever mends the engine by what a part shows needs another one: the
fourth part of {fourth} references of {last} packages, the fifth of {fifth} of {newest}, the sixth of {sixth} of {latest},
the seventh of {seventh} of {youngest}, the eighth of {eighth} of {final} and the ninth of {ninth} of {chanced} were drawn
and labelled in the same way, each without a look at what the engine does there. Four packages of the seventh and four of
the eighth were chosen because they share their name with somebody's protocol, HTTP API or base class. Nobody chose those of
the ninth, nor their names: both were drawn by a rule that packages.toml tells.

Run it with `PYTHONPATH=benchmarks python -m calibration.run`, and with `--part fresh`, `--part fourth` and so on for the
other parts. Precision: how many of the tier's edits are right. Recall: how many of the edits to be made the tier makes.
`stays`: what is left alone; the edits missing there are under 'right'.
Rare kinds of references count for more here than in a repository, for every pair of role and tier has at least one.
So there is a second figure, the weighted precision: every reference counts for as many as it was drawn from, which
estimates the share of right edits in whole repositories. It is '-' where it was not taken. The promise is about the first.

The weights and most linkers were there before the sample was labelled. After its first measurement the mistakes of
each part were read and mended in general, as far as they were, and of the sixth, which had none, what was left to a
question without need, so that **only first figures are those of code that nobody had looked at**: 92.8 % (held-back
half), 91.8 % (third part), 91.1 % (fourth), 97.1 % (fifth), 100 % (sixth), 95.0 % (seventh), 84.0 % (eighth), 94.6 %
(ninth, of packages and names that nobody chose; 11 of its 18 mistakes are one package's, a key of documents that are
saved to files and to Elasticsearch: those beside the search stay, those in the files are renamed).
They differ as the packages do. Where a name belongs to the package alone, hardly an edit is wrong; where it is shared with
somebody's protocol or HTTP API, one in ten may be: 18 of the 25 mistakes of the fourth part are two packages', a key
of ASGI and a column that a library makes; five of the eight of the fifth are one client's of an HTTP API. The sixth
has 17 references that must stay, fewer than the others. Of the 38 mistakes of the eighth 26 are one package's, which
implements the protocol of messages that other packages read: its keys stay now where an installed package that
requires it has them, too. The promise of 99 % is therefore **not** kept for packages that share their name with a
protocol, nor for the ninth.
The fifth is not wholly untouched: the engine was mended with plans of two of its packages in view (one of
the same name, its client), though not with the labels; without those two it is 232 of 235, 98.7 %. The same is true
of four packages of the fourth, without which it is 165 of 186. The figures under 'Now' say what became of the known
mistakes of all parts; what a server, a protocol or a database shares was mended with the help of these mistakes and
of some forty other packages whose plans were read in part, none of which is drawn from here.
"""


def page() -> str:
    """The whole document."""
    parts = [_OPENING, *_kinds("Supporting", supports=True), *_kinds("Contrary", supports=False), _COMBINED]
    return "\n".join([*parts, _calibrated(), *_figures()]).rstrip() + "\n"


def _kinds(title: str, *, supports: bool) -> Iterator[str]:
    yield f"## {title} kinds\n"
    yield f"| kind | {'weight' if supports else 'at most'} | sentence |\n|---|---|---|"
    kinds = [kind for kind in Kind if kind.supports == supports]
    yield from (f"| `{kind.slug}` | {kind.weight:.2f} | {kind.sentence} |" for kind in kinds)
    yield ""


def _calibrated() -> str:
    labels = rows("labels.tsv")
    blind = {half: {package.name for package in load() if package.half == half} for half in BLIND}
    drawn = {half: sum(label["package"] in names for label in labels) for half, names in blind.items()}
    known = [label["how"] for label in labels]
    hows = ", ".join(f"{how} {known.count(how)}" for how in sorted(set(known)))
    either = sum(label["renamed"] == "either" for label in labels)
    packages = len({label["package"] for label in labels})
    names = {
        "others": "fresh",
        "last": "fourth",
        "newest": "fifth",
        "latest": "sixth",
        "youngest": "seventh",
        "final": "eighth",
        "chanced": "ninth",
    }
    sizes = {name: len(blind[part]) for name, part in names.items()}
    return _CALIBRATED.format(count=len(labels), packages=packages, hows=hows, either=either, **drawn, **sizes)


def _figures() -> Iterator[str]:
    figures = rows("figures.tsv")
    for measured in dict.fromkeys(row["measured"] for row in figures):
        yield f"### {measured}\n"
        yield "| part | tier | judged | right | precision | weighted | wanted | recall |\n|---|---|---|---|---|---|---|---|"
        yield from (_figure(row) for row in figures if row["measured"] == measured)
        yield ""


def _figure(row: dict[str, str]) -> str:
    judged, right, wanted = int(row["judged"]), int(row["right"]), int(row["wanted"])
    promise = f"{WANTED[row['tier']]:.0%}" if row["tier"] in WANTED else ""
    precision = f"{right / judged:.1%}" if judged and row["tier"] in WANTED else "-"
    weighted = f"{float(row['weighted']):.1%}" if row["weighted"] and row["tier"] in WANTED else "-"
    shares = f"{precision} | {weighted} | {promise} | {right / wanted:.1%}"
    return f"| {row['half']} | {row['tier']} | {judged} | {right} | {shares} |"


def main() -> int:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
