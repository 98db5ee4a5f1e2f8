-- How long backups are kept, what expires, and what the watch finds.

-- The order in which backups were written down: no clock changes it.
alter table backup add column recorded bigint generated always as identity;

-- A policy holds once another officer than the one who proposed it has approved it, until a newer one for the same source is approved.
create table backup_policy (
    office          text not null references office,
    version         int  not null,
    source          text not null,             -- '' for every source that has none of its own
    daily           int  not null,
    weekly          int  not null,
    monthly         int  not null,
    yearly          int  not null,
    minimum         int  not null check (minimum >= 1),
    wait_days       int  not null,
    reason          text not null,
    proposed_by     text not null,
    proposed_at     timestamptz not null,
    decision        smallint,                  -- 1 approved, 2 refused, 3 withdrawn by who proposed it
    decided_by      text,
    decided_at      timestamptz,
    decision_reason text,
    primary key (office, version),
    check ((decision is null) = (decided_by is null) and (decision is null) = (decided_at is null)),
    check (decision is distinct from 1 or decided_by <> proposed_by)
);
create unique index backup_policy_open on backup_policy (office, source) where decision is null;

-- Legal holds, also those that were released. The hold in force stands in backup.hold_reason as well, where every list finds it.
create table backup_hold (
    office          text not null,
    number          bigint generated always as identity,
    backup          text not null,
    reason          text not null,
    placed_by       text not null,
    placed_at       timestamptz not null,
    released_by     text,
    released_at     timestamptz,
    release_reason  text,
    primary key (office, number),
    foreign key (office, backup) references backup,
    check ((released_at is null) = (released_by is null) and (released_at is null) = (release_reason is null)),
    check (released_by is null or released_by <> placed_by)
);
create unique index backup_hold_now on backup_hold (office, backup) where released_at is null;

-- A list of backups to expire: under the policy, or by hand with a second officer's approval.
create table backup_expiry (
    office          text not null references office,
    number          int  not null,
    by_hand         boolean not null,
    reason          text not null,
    asked_by        text not null,             -- an officer, or 'installation'
    asked_at        timestamptz not null,
    approved_by     text,
    approved_at     timestamptz,
    due_at          timestamptz,               -- not carried out before; null while nobody approved it
    relies_on       text,                      -- JSON: by source, what was to be left when it was planned or approved (Redundancy)
    refused_by      text,
    refused_at      timestamptz,
    refusal         text,
    ended_at        timestamptz,
    primary key (office, number),
    check ((approved_by is null) = (approved_at is null)),
    check (not by_hand or due_at is null or approved_by is not null),
    check (approved_by <> asked_by)
);
create index backup_expiry_open on backup_expiry (office, due_at) where ended_at is null;

create table backup_expiry_item (
    office          text not null,
    expiry          int  not null,
    backup          text not null,
    machine         text not null,             -- where its folder is
    bytes           bigint not null,
    why             text not null,             -- JSON: the reasons as they were planned
    state           smallint not null default 0, -- ExpiryState
    outcome         text,                      -- key of the reason why it was kept
    changed_at      timestamptz not null,
    primary key (office, expiry, backup),
    foreign key (office, expiry) references backup_expiry,
    foreign key (office, backup) references backup
);
-- A backup waits for its end on one list at a time.
create unique index backup_expiry_item_open on backup_expiry_item (office, backup) where state in (0, 1);

-- The last proved backup of a source and one under a legal hold are refused to every way of expiring, also to a program with a mistake in it.
create function guard_backup() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if old.state = 1 or (tg_op = 'UPDATE' and new.state <> 1) then
        return case when tg_op = 'DELETE' then old else new end;
    end if;
    -- Two that look at each other and both go would leave none.
    perform pg_advisory_xact_lock(hashtextextended('backup-expiry:' || old.office || ':' || old.source, 0));
    if old.hold_reason is not null then
        raise exception 'backup % is under a legal hold', old.id using errcode = 'LK010';
    end if;
    if old.level = 3 and old.state <> 2 and (
        not exists (select from backup b where b.office = old.office and b.source = old.source and b.state = 0 and b.level = 3 and b.recorded > old.recorded)
        or not exists (select from backup b where b.office = old.office and b.source = old.source and b.state = 0 and b.level = 3 and b.taken_at >= old.taken_at and b.id <> old.id)) then
        raise exception 'backup % is the last proved one of %', old.id, old.source using errcode = 'LK011';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger guard_backup before update or delete on backup for each row execute function guard_backup();
alter table backup enable always trigger guard_backup;

-- The copy of a backup that has expired. It is never erased for that: whoever needs the room on the medium may write over it.
alter table medium_copy add column may_be_overwritten boolean not null default false;

-- Free space of the backup directory's disk, one line a day and machine.
create table backup_space (
    office          text not null references office,
    machine         text not null,
    day             date not null,
    free            bigint not null,
    total           bigint not null,
    primary key (office, machine, day)
);

create table backup_watch (
    office          text primary key references office,
    settings        text,                      -- JSON, see WatchSettings; null: the usual ones
    version         int not null default 0,
    looked_at       timestamptz,               -- by the clock of the node that looked
    jump_from       timestamptz,               -- the last time that this clock went back between two looks
    jump_to         timestamptz
);

create table backup_watch_source (
    office          text not null references office,
    source          text not null,
    since           timestamptz not null,      -- first seen
    primary key (office, source)
);

-- What the watch found. A trouble that ends and comes again is a new one.
create table backup_finding (
    office          text not null references office,
    key             text not null,
    since           timestamptz not null,
    opening_at      timestamptz not null,      -- the time under which its case is opened: no two share one
    kind            text not null,             -- FindingKind
    source          text,
    state           text not null,
    arguments       text not null,             -- JSON list, see FindingText
    grave           boolean not null,
    seen_at         timestamptz not null,
    ended_at        timestamptz,
    case_number     text,
    noted_state     text,                      -- the last one that stands in the case; '' once its end does
    primary key (office, key, since),
    unique (office, opening_at)
);
create unique index backup_finding_now on backup_finding (office, key) where ended_at is null;
create index backup_finding_ended on backup_finding (office, ended_at desc) where ended_at is not null;

do $$
declare t text;
begin
    foreach t in array array['backup_policy', 'backup_hold', 'backup_expiry', 'backup_expiry_item', 'backup_space', 'backup_watch', 'backup_watch_source', 'backup_finding'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
        execute format('grant select, insert, update on %I to laksana_app', t);
    end loop;
end $$;
grant delete on backup_space, backup_finding to laksana_app;
