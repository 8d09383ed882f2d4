"""Whether a string is SQL, by how it starts. Upper-case verbs are believed; lower-case ones must go on as SQL does."""

import re

_HEAD = 4000
_VERB = re.compile(
    r"\s*+(?:--[^\n]*\n\s*+)*+\(?\s*+"
    r"(?:(?:SELECT|WITH|EXPLAIN)\s[\s\S]*?\b(?:FROM|AS)\b|(?:INSERT|REPLACE|MERGE)\s[\s\S]*?\bINTO\b|UPDATE\s+\S++[\s\S]*?\bSET\b"
    r"|DELETE\s+FROM\b|TRUNCATE\s+TABLE\b|PRAGMA\s+\w|SELECT\s+(?:\?|\d|\w+\()"
    r"|(?:ALTER|DROP|CREATE)\s+(?:[A-Z]+\s+){0,3}(?:TABLE|INDEX|VIEW|COLUMN|TRIGGER|SEQUENCE|TYPE|SCHEMA|CONSTRAINT)\b)"
)
_LOWER_VERB = re.compile(
    r"\s*(?:select\s+(?:distinct\s+)?(?:\*|[\w.]+(?:\([^()]*\))?(?:\s+as\s+\w+)?(?:\s*,\s*[\w.]+(?:\([^()]*\))?(?:\s+as\s+\w+)?)*)"
    r"\s+from\s"
    r"|select\s+\{[^{}]*\}\s*\n\s*from\s"
    r"|insert\s+(?:or\s+\w+\s+)?into\s+\S+\s*(?:\(|values\b|select\b)|update\s+\S+\s+set\s+\S+\s*="
    r"|delete\s+from\s+\S+\s*(?:$|;|where\s)"
    r"|(?:alter|drop)\s+table\s+(?:if\s+exists\s+)?\S+\s*(?:$|;|(?:add|drop|rename|alter)\s)"
    r"|create\s+(?:unique\s+)?(?:table|index|view)\s+(?:if\s+not\s+exists\s+)?\S+\s*(?:\(|on\s+\S+\s*\(|as\s)"
    r"|with\s+\w+\s+as\s*\()",
    re.IGNORECASE,
)
_CLAUSE = re.compile(
    r"\s*(?:WHERE|AND|OR|ORDER BY|GROUP BY|HAVING|(?:LEFT |INNER |OUTER )?JOIN|ON CONFLICT|SET|VALUES|RETURNING|FROM"
    r"|REFERENCES|PRIMARY KEY|FOREIGN KEY|UNIQUE)(?:\s+[\w.\"`({:?$]|\s*\()"
    r"|\s*[\w.]+\s+(?:TEXT|VARCHAR|INTEGER|UUID|CHAR|BIGINT|TIMESTAMP)\s*(?:$|[,(]|PRIMARY|NOT|NULL|DEFAULT|REFERENCES|UNIQUE)"
    r"|\s*[\w.]+\s+(?:=|<>|!=|IN|LIKE)\s+(?:\?|:\w+|\$\d+|\(\?)"
)

# `table.column` on lines of their own, at least two: what a query selects, kept apart from it.
_COLUMNS = re.compile(
    r"\s*[^\W\d]\w*\.\w+(?:\s+as\s+\w+)?(?:,[ \t]*\n\s*[^\W\d]\w*\.\w+(?:\s+as\s+\w+)?)+,?\s*$", re.IGNORECASE
)


def is_sql(text: str, *, expected: bool = False) -> bool:
    """Whether a string is SQL; `expected` where it is handed to something that runs SQL, so that a fragment counts."""
    head = text[:_HEAD]
    if not re.search(r"\s", head.strip()):
        return False
    return expected or any(pattern.match(head) for pattern in (_VERB, _LOWER_VERB, _CLAUSE, _COLUMNS))
