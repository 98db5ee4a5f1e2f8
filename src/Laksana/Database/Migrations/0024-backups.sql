-- Backups: what was taken, what each check of it or of a copy found, who may open it, and long work that no row of a case asked for.

create table backup (
    office          text not null references office,
    id              text not null,             -- the name of its folder
    source          text not null,
    kind            smallint not null,         -- SourceKind
    run             uuid not null,             -- of the action or the job that took it: a second attempt finds the same backup
    case_number     text,
    officer         text,                      -- who asked; null when the sheet's schedule did
    machine         text not null,
    taken_at        timestamptz not null,      -- the moment whose state it holds
    finished_at     timestamptz not null,
    seconds         double precision not null default 0,
    bytes           bigint not null,           -- of the artifact's large file
    source_bytes    bigint not null,           -- read from the source
    sha256          text not null,             -- of the artifact's large file, hex
    manifest_sha256 text not null,
    encrypted       boolean not null,
    recipients      text not null,             -- names, one a line
    level           smallint not null default 0, -- BackupLevel: the highest that still holds
    level_at        timestamptz,
    state           smallint not null default 0, -- BackupState
    hold_reason     text,
    hold_by         text,
    hold_at         timestamptz,
    primary key (office, id),
    unique (office, run),
    check ((hold_reason is null) = (hold_by is null) and (hold_reason is null) = (hold_at is null))
);
create index backup_of_source on backup (office, source, taken_at desc);
create index backup_taken on backup (office, taken_at desc);

-- Only added to: the level above is what follows from it.
create table backup_check (
    office          text not null,
    number          bigint generated always as identity,
    backup          text not null,
    medium          text,                      -- the copy on this medium; null: the backup in its own place
    level           smallint not null,         -- what was asked
    outcome         smallint not null,         -- CheckOutcome
    seconds         double precision not null default 0,
    detail          text not null,             -- what was found, for people
    checked_by      text not null,             -- an officer, or 'installation'
    checked_at      timestamptz not null,
    primary key (office, number),
    foreign key (office, backup) references backup
);
create index backup_check_of on backup_check (office, backup, number desc);

-- For whom backups are encrypted, besides the office's own key. A withdrawn one opens the old backups still.
create table backup_recipient (
    office          text not null references office,
    name            text not null,
    kind            smallint not null,         -- RecipientKind
    public_key      text not null,
    added_by        text not null,
    added_at        timestamptz not null,
    withdrawn_at    timestamptz,
    primary key (office, name)
);

-- Work as in action_run, but asked for by a page, a call or a command instead of a case's row.
create table backup_job (
    office          text not null references office,
    id              uuid not null,
    kind            text not null,
    subject         text not null,             -- the source or the backup it is about
    arguments       text not null,             -- JSON object
    status          smallint not null default 0, -- 0 waiting, 1 running, 2 succeeded, 3 failed, 4 cancelled
    machine         text,                      -- only there, when what it needs is there alone
    tries           int not null default 0,    -- takings
    failures        int not null default 0,
    not_before      timestamptz not null,
    lease_owner     text,
    lease_token     bigint not null default 0,
    lease_until     timestamptz,
    progress        text not null default '',
    fraction        real,
    counted         text,                      -- JSON, see WorkCount
    summary         text,                      -- when it ended: what it did, or the reason why not
    hint            text,
    result          text,                      -- JSON object
    asked_by        text not null,             -- an officer, or 'installation'
    created_at      timestamptz not null,
    begun_at        timestamptz,
    ended_at        timestamptz,
    primary key (office, id)
);
create index backup_job_waiting on backup_job (not_before) where status in (0, 1);
create index backup_job_subject on backup_job (office, subject, created_at desc);
create index backup_job_created on backup_job (office, created_at desc);
-- A second press of the button finds the first.
create unique index backup_job_going on backup_job (office, kind, subject) where status in (0, 1);

alter table action_run add column counted text; -- JSON, see WorkCount

do $$
declare t text;
begin
    foreach t in array array['backup', 'backup_check', 'backup_recipient', 'backup_job'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
    end loop;
end $$;
grant select, insert, update on backup, backup_recipient to laksana_app;
grant select, insert on backup_check to laksana_app;
grant select, insert, update, delete on backup_job to laksana_app;

-- Taking crosses offices, as take_action_run does, and hands out one job and nothing else.
create function take_backup_job(new_owner text, of_machine text, lease interval, known_kinds text[], own_jobs uuid[])
returns table (office text, id uuid, kind text, subject text, arguments text, tries int, failures int, lease_token bigint, asked_by text, created_at timestamptz)
language sql volatile security definer set search_path = public, pg_temp as $$
    update backup_job j
    set status = 1, tries = j.tries + 1, lease_owner = new_owner, lease_token = j.lease_token + 1, lease_until = clock_timestamp() + lease,
        begun_at = coalesce(j.begun_at, clock_timestamp())
    from (
        select r.office, r.id from backup_job r
        where r.status in (0, 1) and r.kind = any (known_kinds) and r.id <> all (own_jobs) and (r.machine is null or r.machine = of_machine)
            and (r.status = 0 and (r.tries = 0 or r.not_before <= clock_timestamp()) or r.status = 1 and r.lease_until < clock_timestamp())
        order by r.not_before, r.id
        limit 1
        for update skip locked) next
    where j.office = next.office and j.id = next.id
    returning j.office, j.id, j.kind, j.subject, j.arguments, j.tries, j.failures, j.lease_token, j.asked_by, j.created_at
$$;
revoke execute on function take_backup_job from public;
grant execute on function take_backup_job to laksana_app;
