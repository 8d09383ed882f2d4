"""What the commands print on the bundled example, from the first look to the way back."""

import json
from pathlib import Path

import pytest
from inline_snapshot import snapshot

from commandline import NAMES, CommandLine
from worktree import tree


def test_inventory(cli: CommandLine, example: Path) -> None:
    before = tree(example)
    answer = cli("inventory", *NAMES)
    assert answer.err == ""
    assert answer.out == snapshot("""\
4 files, 18 active references (22 in all)
active references by role and layer
role       other  all
argument       4    4
attribute      3    3
field          2    2
function       1    1
message        2    2
parameter      2    2
variable       4    4
all           18   18
by status: foreign 1, open 21
active references by file
file                   references
bookings/store.py              10
tests/test_store.py             6
bookings/assistant.py           1
web/booking.ts                  1\
""")
    assert tree(example) == before


@pytest.mark.usefixtures("example")
def test_inventory_full(cli: CommandLine) -> None:
    assert cli("inventory", *NAMES, "--output-format", "full").out == snapshot("""\
4 files, 18 active references (22 in all)
active references by role and layer
role       other  all
argument       4    4
attribute      3    3
field          2    2
function       1    1
message        2    2
parameter      2    2
variable       4    4
all           18   18
by status: foreign 1, open 21
place                       text                           role       status   reason
README.md:3:29              session_id                     prose      open
bookings/assistant.py:9:25  session_id                     argument   foreign  belongs to chatvendor
bookings/assistant.py:9:44  session_id                     attribute  open
bookings/store.py:1:31      session_id                     docstring  open
bookings/store.py:9:5       session_id                     field      open
bookings/store.py:13:17     session_id                     parameter  open
bookings/store.py:14:23     session_id                     variable   open
bookings/store.py:18:31     session_id                     attribute  open
bookings/store.py:21:43     session_id                     parameter  open
bookings/store.py:22:30     session_id                     docstring  open
bookings/store.py:23:12     session_id                     variable   open
bookings/store.py:24:25     session_id                     message    open
bookings/store.py:25:20     session_id                     argument   open
bookings/store.py:25:31     session_id                     variable   open
bookings/store.py:25:67     session_id                     variable   open
tests/test_store.py:9:29    session_id                     argument   open
tests/test_store.py:10:38   session_id                     argument   open
tests/test_store.py:10:56   session_id                     attribute  open
tests/test_store.py:12:9    test_an_empty_session_id_is_…  function   open
tests/test_store.py:13:48   session_id                     message    open
tests/test_store.py:14:22   session_id                     argument   open
web/booking.ts:2:3          sessionId                      field      open\
""")


@pytest.mark.usefixtures("example")
def test_inventory_json(cli: CommandLine) -> None:
    document = json.loads(cli("inventory", *NAMES, "--output-format", "json").out)
    items = document.pop("items")
    assert document == snapshot(
        {"schema_version": 1, "files": 4, "references": 22, "active": 18, "skipped": [], "unparsable": []}
    )
    assert items[0] == snapshot(
        {
            "path": "README.md",
            "line": 3,
            "column": 29,
            "end_column": 39,
            "text": "session_id",
            "spelling": "snake",
            "role": "prose",
            "layer": "",
            "status": "open",
            "active": False,
            "reason": "",
        }
    )
    assert len(items) == document["references"]
    assert sum(item["active"] for item in items) == document["active"]
    assert [(item["path"], item["line"], item["column"]) for item in items] == sorted(
        (item["path"], item["line"], item["column"]) for item in items
    )


def test_plan(cli: CommandLine, example: Path) -> None:
    before = tree(example)
    answer = cli("plan", *NAMES)
    assert answer.out == snapshot("""\
21 edits in 5 files are confident, 0 need a decision, 1 reference stays
tier       groups  edits  files
confident      10     21      5
tentative       0      0      0
manual          0      0      0
31288a32e2d49baa  1.00 confident  session_id -> flow_id  6 places in 3 files, first
bookings/assistant.py:9, reach repository
      local-binding: bound inside one function, where every use can be seen
      resolved: the type checker shows its definition in this repository (bookings/store.py:9)
73e0791e443e09d2  1.00 confident  session_id -> flow_id  6 places in 2 files, first
bookings/store.py:21, reach repository
      local-binding: bound inside one function, where every use can be seen
      resolved: the type checker shows its definition in this repository (bookings/store.py:21)
dc9cf24c61474d0a  0.97 confident  session_id -> flow_id  2 places in 1 file, first
bookings/store.py:13, reach local
      local-binding: bound inside one function, where every use can be seen
361e7d631f397464  0.93 confident  session_id -> flow_id  1 place in 1 file, first
tests/test_store.py:13, reach local
      follows: text that speaks of code which moves (14 of 14 uses in code move)
3756b56b81145978  0.93 confident  session_id -> flow_id  1 place in 1 file, first
bookings/store.py:1, reach local
      follows: text that speaks of code which moves (14 of 14 uses in code move)
5a59d3ee85b29cf7  0.93 confident  session_id -> flow_id  1 place in 1 file, first
bookings/store.py:22, reach local
      follows: text that speaks of code which moves (14 of 14 uses in code move)
a9664e2144d2ed83  1.00 confident  test_an_empty_session_id_is_refused ->
test_an_empty_flow_id_is_refused  1 place in 1 file, first tests/test_store.py:12, reach local
      local-binding: bound inside one function, where every use can be seen
      private: a private name that nothing outside this file mentions
(test_an_empty_session_id_is_refused)
b74225e2dee79bd0  0.93 confident  session_id -> flow_id  1 place in 1 file, first README.md:3, reach
local
      follows: text that speaks of code which moves (14 of 14 uses in code move)
left alone
reason   references  for example
foreign           1  bookings/assistant.py:9 session_id: belongs to chatvendor\
""")
    assert answer.err == snapshot("not installed, so less can be proven: chatvendor")
    assert tree(example) == before


@pytest.mark.usefixtures("example")
def test_plan_without_a_checker_proves_less(cli: CommandLine) -> None:
    answer = cli("plan", *NAMES, "--no-checker")
    assert answer.out.splitlines()[0] == snapshot(
        "2 edits in 2 files are confident, 7 need a decision, 13 references stay"
    )
    assert answer.err == snapshot(
        "without a type checker less can be proven: the type checker was switched off with --no-checker"
    )


def test_there_and_back(cli: CommandLine, example: Path) -> None:
    before = tree(example)
    assert cli("apply", *NAMES, "--yes").out == snapshot("""\
21 edits in 5 files, 10 groups
applied as run 20260102-030405-01; take it back with: flowcodemod rollback 20260102-030405-01
nothing is left to decide\
""")
    assert tree(example) != before
    assert (example / "bookings/assistant.py").read_text().splitlines()[8] == snapshot(
        "    client = ChatClient(session_id=booking.flow_id)  # the vendor's own keyword"
    )
    assert cli("verify", *NAMES).out == snapshot("""\
run 20260102-030405-01
proof                                                  shown by
every file parses                               holds  5 files
only planned tokens changed                     holds  21 edits in 5 files, every other code point
                                                       compared
no new duplicate key, keyword, field or branch  holds  compared with the files before
no new type error                               holds  1 error now, 1 before
a second plan is empty                          holds  planned again from the tree as it is
the ledger closes                               holds  22 references in the files before: 21 edited,
                                                       1 left; 1 in the repository: 0 queued, 1 with
                                                       a reason to stay\
""")
    assert cli("runs").out == snapshot("""\
run                 kind   state     campaign               files  edits
20260102-030405-01  apply  finished  session_id-to-flow_id  5      21\
""")
    assert cli("apply", *NAMES, "--yes", "--allow-dirty").out.splitlines()[:2] == snapshot(
        ["0 edits in 0 files, 0 groups", "nothing to apply"]
    )
    assert cli("rollback", "--last").out == snapshot(
        "20260102-030405-01: rolled back as run 20260102-030405-01: 5 files as before"
    )
    assert tree(example) == before
    assert cli("runs").out == snapshot("""\
run                 kind      state        campaign               files  edits
20260102-030405-01  apply     rolled-back  session_id-to-flow_id  5      21
20260102-030405-01  rollback  finished     session_id-to-flow_id  5      21\
""")
