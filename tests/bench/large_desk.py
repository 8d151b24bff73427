"""A desk with many published cases: most are settled, and a few of every hundred wait for somebody."""

from datetime import UTC, datetime

from django.db import connection

from claims.models import User

AT = datetime(2026, 6, 1, tzinfo=UTC)
"""“Now”, for what depends on it. The cases were published one a quarter of an hour until some days before."""

# Of every 1,000 cases: 5 have pending changes, 10 are unanswered, 10 have a request past its deadline, 3 a quote that was
# not found, 4 a source captured again. Triggers stay off: they would compute what is given here.
FILL = """
    SET LOCAL session_replication_role = replica;
    ALTER TABLE claims_revision DISABLE TRIGGER USER;
    CREATE TEMPORARY TABLE made ON COMMIT DROP AS
        SELECT n, gen_random_uuid() AS claim, gen_random_uuid() AS source, gen_random_uuid() AS party, gen_random_uuid() AS revision,
               %(at)s::timestamptz - interval '9 days' - n * interval '15 minutes' AS at
        FROM generate_series(1, %(count)s) AS n;
    INSERT INTO claims_party (id, version, created_at, updated_at, is_published, slug, kind, name, short_name, same_as,
                              is_private, public_label, naming_reason)
        SELECT party, 1, at, at, true, 'party-' || n, 'outlet', 'Paper ' || md5(n::text), '', '{}', false, '', '' FROM made;
    INSERT INTO claims_source (id, version, created_at, updated_at, is_published, slug, kind, title, language, authors, url,
                               attributed_to, is_held, quotes_translated_from, publisher_id)
        SELECT source, 1, at, at, true, 'source-' || n, 'article', 'Report ' || md5((n * 3)::text), 'en', '{}', '', '{}',
               true, '', party FROM made;
    INSERT INTO claims_claim (id, version, created_at, updated_at, is_published, slug, language, title, statement,
                              scope_note, stage, claimant_id)
        SELECT claim, 1, at - interval '1 day', at + CASE WHEN n %% 200 = 0 THEN interval '1 day' ELSE interval '0' END,
               true, 'claim-' || n, 'en', 'Courier: report ' || md5((n * 5)::text), 'It asked the bank for data.', '',
               'published', party FROM made;
    INSERT INTO claims_revision (id, claim_id, position, number, kind, note, published_at, actor_id, is_reviewed,
                                 override_reason, content_hash, previous_hash, hash)
        SELECT revision, claim, n, 1, 'first', '', at, %(user)s, true, '', repeat('0', 64), '', md5(n::text) || md5(n::text) FROM made;
    INSERT INTO claims_publication (claim_id, revision_id, slug, language, title, card, first_published_at, published_at,
                                    pending_at, is_withdrawn, is_redacted, hides_revisions, answers, merged_into_slug,
                                    search_text)
        SELECT claim, revision, 'claim-' || n, 'en', 'Courier', '{}', at, at,
               CASE WHEN n %% 200 = 0 THEN at + interval '1 day' END, false, false, false, 0, '', '[]' FROM made;
    INSERT INTO claims_standingstep (publication_id, axis, period, status, coverage, answers)
        SELECT claim, axis, tstzrange(NULL, NULL), CASE WHEN n %% 100 = 0 THEN 'unanswered' ELSE 'partly_denied' END, '{}', '{}'
        FROM made, unnest(ARRAY['now', 'as_of']) AS axis;
    INSERT INTO claims_edit (claim_id, by_id, at, what)
        SELECT claim, %(user)s, at - step * interval '1 hour', 'changed' FROM made, generate_series(1, 5) AS step;
    INSERT INTO claims_edit (claim_id, by_id, at, what)
        SELECT claim, %(user)s, at + interval '1 day', 'changed' FROM made WHERE n %% 200 = 0;
    INSERT INTO claims_request (id, version, created_at, updated_at, is_published, is_removed, claim_id, to_id, channel,
                                questions, language, sent_at, deadline, outcome)
        SELECT gen_random_uuid(), 1, at, at, true, false, claim, party, 'email', 'Did you?', 'en', '{"value": "2018-08-06"}',
               CASE WHEN n %% 200 = 0 THEN '{"value": "2030-01-01"}' ELSE '{"value": "2026-05-01"}' END::jsonb,
               CASE WHEN n %% 100 = 0 THEN '' ELSE 'declined' END FROM made;
    INSERT INTO claims_snapshot (id, source_id, sha256, captured_at, media_type, headers, text, archived)
        SELECT n, source, md5(n::text) || md5(n::text), '{"value": "2026-01-01"}', 'text/plain', '{}', '', '{}' FROM made;
    INSERT INTO claims_citation (id, version, created_at, updated_at, is_published, is_removed, claim_id, source_id, role,
                                 exact, prefix, suffix, language, translated_from, voices, locator, anchor, snapshot_id, start,
                                 "end")
        SELECT gen_random_uuid(), 1, at, at, true, false, claim, source, 'origin', 'words', '', '', 'en', '', '{}', '',
               CASE WHEN n %% 333 = 0 THEN 'not_found' ELSE 'exact' END, n, 10, 15 FROM made;
    INSERT INTO claims_snapshot (id, source_id, sha256, captured_at, media_type, headers, text, archived)
        SELECT n + 10000000, source, md5((-n)::text) || md5(n::text), '{"value": "2026-02-01"}', 'text/plain', '{}', '', '{}'
        FROM made WHERE n %% 250 = 0;
    INSERT INTO procrastinate_jobs (queue_name, task_name, status)
        SELECT 'default', 'task', CASE WHEN n %% 1000 = 0 THEN 'failed' ELSE 'succeeded' END::procrastinate_job_status
        FROM made;
    SET LOCAL session_replication_role = origin;
"""
TABLES = (
    "claim",
    "publication",
    "standingstep",
    "edit",
    "request",
    "snapshot",
    "citation",
    "source",
    "party",
    "revision",
)


def many_cases(count: int) -> User:
    """Their editor. In a transaction, as every test has one."""
    user = User.objects.create(username="of the large desk")
    with connection.cursor() as cursor:
        cursor.execute(FILL, {"count": count, "at": AT, "user": user.pk})
        cursor.execute(";".join(f"ANALYZE claims_{table}" for table in TABLES) + ";ANALYZE procrastinate_jobs")
    return user
