"""Lets papermill set the parameters of notebooks in TypeScript."""

import datetime
import json
import math
import re

from papermill.engines import NBClientEngine
from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator, papermill_translators

LARGEST_SAFE_INTEGER = 2**53 - 1

DECLARATION = re.compile(
    r"^\s*(?:export\s+)?(?:const|let|var)\s+(?P<name>[^\W\d][\w$]*|\$[\w$]*)\s*(?::\s*(?P<type>[^=]+?)\s*)?=\s*"
    r"(?P<value>\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'|.*?)\s*;?\s*(?://\s*(?P<help>.*?)\s*)?$"
)


class TypeScriptTranslator(Translator):
    """Python's values as TypeScript's literals. kernel/notebook/parameters.ts writes them alike."""

    @classmethod
    def translate(cls, val):
        if isinstance(val, (tuple, set, frozenset)):
            return cls.translate_list(val)
        if isinstance(val, (datetime.date, datetime.datetime)):
            return cls.translate_str(val.isoformat())
        return super().translate(val)

    @classmethod
    def translate_str(cls, val):
        # TypeScript takes these two for ends of the line, also within a string.
        return json.dumps(str(val), ensure_ascii=False).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    @classmethod
    def translate_escaped_str(cls, val):
        return cls.translate_str(val)

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        return str(val) if abs(val) <= LARGEST_SAFE_INTEGER else f"{val}n"

    @classmethod
    def translate_float(cls, val):
        if math.isfinite(val):
            return repr(val)
        if math.isnan(val):
            return "NaN"
        return "Infinity" if val > 0 else "-Infinity"

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(item) for item in val)}]"

    @classmethod
    def translate_dict(cls, val):
        members = (f"{cls.key(name)}: {cls.translate(item)}" for name, item in val.items())
        return f"{{{', '.join(members)}}}"

    @classmethod
    def key(cls, name):
        # Written plainly it would set the prototype.
        return '["__proto__"]' if name == "__proto__" else cls.translate_str(name)

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def assign(cls, name, str_val):
        if not re.fullmatch(r"[^\W\d][\w$]*|\$[\w$]*", name):
            raise PapermillException(f"a parameter needs a name that TypeScript allows, and {name!r} is none")
        return f"let {name} = {str_val};"

    @classmethod
    def inspect(cls, parameters_cell):
        found = (DECLARATION.match(line) for line in parameters_cell["source"].splitlines())
        return [
            Parameter(match["name"], match["type"] or type_of(match["value"]), match["value"], match["help"] or "")
            for match in found
            if match
        ]


def type_of(literal):
    """The name of a literal's type, "None" where it is not plain to see, as papermill wants it."""
    if re.match(r"[\"'`]", literal):
        return "string"
    if literal in ("true", "false"):
        return "boolean"
    return "number" if re.fullmatch(r"-?(?:[\d.][\d._eE+-]*|Infinity)|NaN", literal) else "None"


class Engine(NBClientEngine):
    """papermill's own engine: what loads it has loaded the translator."""


papermill_translators.register("typescript", TypeScriptTranslator)
