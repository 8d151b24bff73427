"""An earlier state that refers to what was deleted since: it is named, and nothing is written."""

import pytest

from claims.actions import editing
from claims.errors import InvalidRecord
from claims.models import Claim, Source, User
from tests.actions.test_restoring import last_change, restore
from tests.factories import PartyFactory, SourceFactory, TopicFactory, make_case

pytestmark = pytest.mark.django_db


def test_what_it_referred_to_and_is_gone_is_named_and_nothing_restored(editor: User) -> None:
    source = SourceFactory(publisher=PartyFactory(name="The Courier"))
    publisher, wanted = source.publisher, last_change(source)
    source.publisher = None
    editing.save(by=editor, record=source, version=source.version)
    editing.remove(by=editor, record=publisher)
    with pytest.raises(InvalidRecord, match="deleted since: party “The Courier”"):
        restore(source, wanted, by=editor)
    assert Source.objects.get(pk=source.pk).publisher is None


def test_link_to_what_is_gone_is_named(editor: User) -> None:
    claim, topic = make_case(), TopicFactory(name="Banks")
    editing.save(by=editor, record=claim, links={"topics": {topic}}, version=claim.version)
    wanted = last_change(claim)
    claim = Claim.objects.get(pk=claim.pk)
    editing.save(by=editor, record=claim, links={"topics": set()}, version=claim.version)
    editing.remove(by=editor, record=topic)
    with pytest.raises(InvalidRecord, match="topic “Banks”"):
        restore(claim, wanted, by=editor)
