from __future__ import annotations

import pytest

from performance_index.word.deciding import edits
from performance_index.word.writing.edits import Writer

KINDS = [one for one in vars(edits).values() if isinstance(one, type) and issubclass(one, edits.Edit)]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind is not edits.Edit])
def test_each_kind_of_edit_has_a_function_of_its_own(kind: type[edits.Edit]):
    registered = Writer.__dict__["_do"].dispatcher.registry
    assert kind in registered
