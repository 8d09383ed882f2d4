"""Whether a program speaks to servers and serves nobody itself: then others name what is said."""

import re
from collections.abc import Iterable

from flowcodemod.program.modules import Modules

# What serves requests, in the frameworks' words: then the other end of a request may be here.
_WORDS = (
    *(
        "urlpatterns",
        "def do_",
        ".router.add_",
        "Application(",
        "Handler",
        "add_url_rule(",
        "add_api_route(",
        "add_route",
    ),
    *("add_resource(", "Route(", "APIView", "ViewSet", "MethodView", "HTTPEndpoint", "receive"),
)
_SERVES = re.compile(
    r"^urlpatterns\b|\bdef (?:do_POST|do_GET)\(|\.router\.add_\w+\(|\bweb\.Application\("
    r"|\(r?[\"'][^\"'\n]*[\"'],\s*\w+Handler\b"
    r"|\b(?:add_url_rule|add_api_route|add_resource|WSGIApplication)\("
    r"|(?<!def )\b(?:add_routes?|Route)\(\s*(?:path\s*=\s*)?r?f?(?:[\"'](?:/|[\"'])|\[)"  # not `Route("GET", …)`
    r"|[(,]\s*(?:\w+\.)*(?:APIView|\w*ViewSet|\w*RequestHandler|MethodView|HTTPEndpoint|\w*APIHandler|JupyterHandler)\s*[,)]"
    r"|\basync def \w+\((?:self, )?scope\b[^)]*\breceive\b|\bdef \w+\((?:self, )?environ\b[^)]*\bstart_response\b",
    re.MULTILINE,
)
_VERB = r"\.(?:get|post|put|patch|delete|route|api_route|websocket)\("
_DECORATOR = re.compile(r"[\w.]+" + _VERB)
ROUTE = re.compile(r"(?<=[\w.])" + _VERB)
"""A call in the form of a route's decorator, or of a request."""
_CLIENT = re.compile(
    r"^\s*(?:from|import)\s+(?:requests\w*|httpx\w*|aiohttp|urllib3|urllib\.request|http\.client|niquests|pycurl|prawcore)\b"
    r"|^from urllib import request\b|^from six\.moves\.urllib\.request\b",
    re.MULTILINE,
)


def is_client(modules: Modules, paths: Iterable[str]) -> bool:
    """Whether some files, which are no tests, speak to servers and serve nobody."""
    texts = {path: modules.text(path) for path in paths}
    return any(map(_CLIENT.search, texts.values())) and not any(_serves(modules, *one) for one in texts.items())


_REQUEST = re.compile(r"\.(?:post|put|patch|delete|request)\(|[\"'](?:GET|POST|PUT|PATCH|DELETE)[\"']")
_SEVERAL = 12  # requests, from which on a client is one of an API, and no program that asks a server for a file


def is_api_client(modules: Modules, paths: Iterable[str]) -> bool:
    """Whether the files of a client, which are no tests, hold so many requests that its keys are likely a server's."""
    return sum(len(_REQUEST.findall(modules.text(path))) for path in paths) >= _SEVERAL


def is_webhook(path: str) -> bool:
    """Whether a path holds what takes messages that a server posts, by its name."""
    return "webhook" in path.lower()


def _serves(modules: Modules, path: str, text: str) -> bool:
    """Whether a file puts something behind a path; an example in a docstring puts nothing.

    What a webhook takes comes from the very server that the client speaks to.
    """
    if is_webhook(path):
        return False
    if any(word in text for word in _WORDS) and _SERVES.search(text):
        return True
    functions = modules.definitions(path).functions.values() if ROUTE.search(text) else ()
    return any(_DECORATOR.match(decorator) for function in functions for decorator in function.decorators)
