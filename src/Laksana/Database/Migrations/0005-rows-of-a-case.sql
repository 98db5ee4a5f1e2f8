-- Rows that each step writes referred to their office's own row, so every step of the office locked that one row together with all others
-- (a multixact that grows with the officers at work: with 64 of them a step cost the server a third more). Nothing is lost without it: the
-- application can write these rows for the office of its session alone (row-level security), they belong to a case, and case_file still
-- refers to the office, which therefore cannot go while it has a case.

alter table event drop constraint event_office_fkey;
alter table seal_pending drop constraint seal_pending_office_fkey;
alter table idempotency_key drop constraint idempotency_key_office_fkey;
alter table personal_value drop constraint personal_value_office_fkey;
alter table notice drop constraint notice_office_fkey;
