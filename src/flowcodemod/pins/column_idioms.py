"""How the fields of database libraries say a stored name other than their own: a table, a row a library."""

import re
from dataclasses import dataclass

from tree_sitter import Node

from flowcodemod.model.reference import Reference, Role
from flowcodemod.model.site import Site, SiteKind
from flowcodemod.program.program import Program
from flowcodemod.readers.imports import bound_modules
from flowcodemod.readers.syntax import Syntax, enclosing, plain_text, text_of

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class ColumnIdiom:
    """How one library says the stored name of a field.

    `makers`: what makes a column, dotted, as the file's imports resolve it; `keyword`: the argument that says its name, and
    `others`: more that say it, or leave nothing to say; `related`: the makers whose columns end in `_id`; `unsayable`: those
    whose new name would change more than the keyword can keep, such as the table between two models.
    """

    library: str
    makers: re.Pattern[str]
    keyword: str
    others: str = ""
    related: re.Pattern[str] = _NEVER
    unsayable: re.Pattern[str] = _NEVER

    def is_said(self, arguments: str) -> bool:
        """Whether arguments say the stored name."""
        return re.search(rf"(?<!\w)(?:{self.keywords})\s*=", arguments) is not None

    @property
    def keywords(self) -> str:
        """A pattern of the arguments that say the stored name."""
        return "|".join(filter(None, (self.keyword, self.others)))

    def suffix(self, maker: str) -> str:
        """What the library adds to the name of a field to name its column."""
        return "_id" if self.related.search(maker) else ""


_KEYS = re.compile(r"(?:ForeignKey|OneToOneField|ForeignKeyField)$")
_BETWEEN = re.compile(r"ManyToManyField$")
DJANGO = ColumnIdiom(
    "django",
    re.compile(r"django\.(?:contrib\.\w+\.)*db\.models\.(?:\w+\.)*\w+(?:Field|Key)$"),
    "db_column",
    "db_table|through",
    _KEYS,
    _BETWEEN,
)
COLUMN_IDIOMS = (
    DJANGO,
    ColumnIdiom(
        "peewee",
        re.compile(r"(?:peewee|playhouse\.\w+)\.\w+(?:Field|DeferredForeignKey)$"),
        "column_name",
        "db_column|through_model",
        # The attribute that holds the key of a relation is named after the column.
        unsayable=re.compile(r"(?:ForeignKeyField|DeferredForeignKey|ManyToManyField)$"),
    ),
    ColumnIdiom(
        "tortoise",
        re.compile(r"tortoise\.(?:\w+\.)*\w+Field$"),
        "source_field",
        "through",
        _KEYS,
        _BETWEEN,
    ),
    ColumnIdiom("mongoengine", re.compile(r"mongoengine\.(?:\w+\.)*\w+Field$"), "db_field"),
    ColumnIdiom(
        "piccolo",
        re.compile(r"piccolo\.columns\.(?:\w+\.)*[A-Z]\w*$"),
        "db_column_name",
        unsayable=re.compile(r"(?<!\w)M2M$"),
    ),
    ColumnIdiom(
        "pony",
        re.compile(r"pony\.orm\.(?:core\.)?(?:Required|Optional|PrimaryKey|Discriminator)$"),
        "column",
        "columns",
    ),
)
_LIBRARIES = (*(one.library for one in COLUMN_IDIOMS), "playhouse")


def column_idiom(program: Program, reference: Reference) -> ColumnIdiom | None:
    """The library whose call makes a member of a class; None where no known one does, or SQLAlchemy."""
    syntax = program.index.files[reference.path].syntax
    maker = maker_of(syntax, reference) if syntax is not None else ""
    if not maker or syntax is None:
        return None
    if reference.role is Role.COLUMN and re.search(r"(?:^|\.)models\.\w*(?:Field|Key)$", maker):
        return DJANGO
    if not any(library in syntax.text for library in _LIBRARIES):
        return None
    bound = bound_modules(syntax.text)
    first, dot, rest = maker.partition(".")
    module = bound.get(first) or (bound["*"].removesuffix("*") + first if "*" in bound else "")
    return next((one for one in COLUMN_IDIOMS if one.makers.match(f"{module}{dot}{rest}")), None)


def is_added(site: Site) -> bool:
    """Whether a string is the name of a field that code adds to a class: `Run.add_to_class("name", …)`."""
    added = site.callee is not None and site.callee.text == "add_to_class"
    return site.kind is SiteKind.STRING and added and site.argument == 0


def key_attribute(program: Program, reference: Reference) -> str:
    """What Django calls the key of a relation, `run_id` of `run = ForeignKey(…)`; '' for a member that is none."""
    syntax = program.index.files[reference.path].syntax
    if syntax is None or column_idiom(program, reference) is not DJANGO:
        return ""
    suffix = DJANGO.suffix(maker_of(syntax, reference))
    return reference.text + suffix if suffix else ""


def names_reverse(site: Site) -> bool:
    """Whether a string names what a relation of Django is called from its other side: `related_name="name"`."""
    return site.kind is SiteKind.STRING and site.argument in ("related_name", "related_query_name")


def maker_of(syntax: Syntax, reference: Reference) -> str:
    """The dotted name that is called for what a member is given; '' where nothing is."""
    made = made_for(syntax, reference)
    function = made.child_by_field_name("function") if made is not None and made.type == "call" else None
    return text_of(function) if function is not None else ""


def made_for(syntax: Syntax, reference: Reference) -> Node | None:
    """What a member of a class is given in its body, or by `Run.add_to_class("name", …)`; None where nothing is."""
    node = enclosing(syntax.node_at(reference.start, reference.end), "assignment", "argument_list")
    if node is None or node.type == "assignment":
        return node.child_by_field_name("right") if node is not None else None
    function = node.parent.child_by_field_name("function") if node.parent is not None else None
    several = [one for one in node.named_children if one.type != "comment"]
    added = len(several) == 2 and plain_text(several[0]) == reference.text
    return several[1] if added and function is not None and text_of(function).endswith(".add_to_class") else None
