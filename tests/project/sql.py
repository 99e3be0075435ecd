"""What is left of a template when comments, Jinja and literals are taken away."""

from __future__ import annotations

import re

JINJA_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
SQL_COMMENT = re.compile(r"--[^\n]*|/\*.*?\*/", re.DOTALL)
STATEMENT = re.compile(r"\{%.*?%\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{-?\s*(.*?)-?\}\}", re.DOTALL)
READ = re.compile(r"\b(?:ref|source|base_of|step_of)\s*\(")
LITERAL = re.compile(r"'(?:[^']|'')*'")
JINJA_TEXT = re.compile(r"\"([^\"]*)\"|'([^']*)'")
CTE = re.compile(r"(\w+)\s+as\s+\(")


def uncommented(text: str) -> str:
    return SQL_COMMENT.sub(" ", JINJA_COMMENT.sub(" ", text))


def plain(text: str) -> str:
    """Keep the SQL: Jinja becomes its first word, or READS for a ref; a literal two quotes."""
    sql = STATEMENT.sub(lambda found: stand_in(found[0], " "), uncommented(text))
    sql = EXPRESSION.sub(lambda found: stand_in(found[1], first_word(found[1])), sql)
    return LITERAL.sub("''", sql)


def stand_in(jinja: str, otherwise: str) -> str:
    return " READS " if READ.search(jinja) else otherwise


def first_word(expression: str) -> str:
    found = re.search(r"\w+", expression)
    return found[0] if found else "nothing"


def quoted_in_jinja(text: str) -> str:
    """Collect the texts that Jinja puts into SQL, where banned SQL could hide."""
    blocks = re.findall(r"\{[%{].*?[%}]\}", uncommented(text), re.DOTALL)
    return "\n".join(a or b for block in blocks for a, b in JINJA_TEXT.findall(block))


def ctes(sql: str) -> list[tuple[str, str]]:
    """Name and body of each CTE of plain SQL, in order."""
    found, position = [], 0
    while match := CTE.search(sql, position):
        depth, position = 1, match.end()
        while depth and position < len(sql):
            depth += {"(": 1, ")": -1}.get(sql[position], 0)
            position += 1
        found.append((match[1], sql[match.end() : position - 1].strip()))
    return found
