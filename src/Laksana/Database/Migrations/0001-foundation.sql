-- The office is part of every primary and foreign key, and row-level security stands behind the application's checks:
-- a session sees the rows of the office named in the setting laksana.office, and none without it.
-- The runner replaces nothing here; the application role is called laksana_app in every installation and gets its grants below.

create table office (
    office        text primary key check (office ~ '^[a-z0-9-]{2,40}$'),
    definition    text not null,          -- office.yaml as it stands
    calendar      text not null,          -- calendar.yaml as it stands
    changed_at    timestamptz not null
);

-- Sheets: published versions, never edited.
create table sheet_version (
    office        text not null references office,
    procedure     text not null,
    version       int  not null check (version > 0),
    body          text not null,          -- the YAML as published
    sha256        bytea not null,
    effective     date not null,
    published_at  timestamptz not null,
    published_by  text not null,          -- officer id, or 'installation'
    what_changed  text not null,
    primary key (office, procedure, version)
);

create table officer (
    office        text not null references office,
    officer       text not null check (officer ~ '^[a-z0-9._-]{2,60}$'),
    name          text not null,
    nip           text,
    phone         text,
    administrator boolean not null default false,
    left_on       date,
    primary key (office, officer)
);

create table holding (
    office        text not null,
    officer       text not null,
    position      text not null,
    capacity      smallint not null,      -- 0 definitive, 1 Plt., 2 Plh.
    warrant       text,
    since         date not null,
    until         date,                   -- last day in force
    primary key (office, officer, position, since),
    foreign key (office, officer) references officer,
    check (capacity = 0 or warrant is not null)
);

create table absence (
    office        text not null,
    officer       text not null,
    since         date not null,
    until         date not null,
    reason        text not null,
    primary key (office, officer, since),
    foreign key (office, officer) references officer,
    check (until >= since)
);

-- Accounts of ASP.NET Core Identity; the user name is unique within its office.
create table account (
    office                 text not null,
    account                uuid not null,
    officer                text not null,
    user_name              text not null,
    normalized_user_name   text not null,
    password_hash          text,
    security_stamp         text not null,
    concurrency_stamp      text not null,
    lockout_end            timestamptz,
    access_failed_count    int not null default 0,
    two_factor             boolean not null default false,
    authenticator_key      text,
    recovery_codes         text,
    must_change_password   boolean not null default false,
    primary key (office, account),
    unique (office, normalized_user_name),
    unique (office, officer),
    foreign key (office, officer) references officer
);

create table account_passkey (
    office        text not null,
    account       uuid not null,
    credential    bytea not null,
    body          text not null,          -- UserPasskeyInfo as JSON
    primary key (office, account, credential),
    foreign key (office, account) references account on delete cascade
);

create table access_token (
    office        text not null,
    token_hash    bytea not null,         -- SHA-256 of the bearer token; the token itself is shown once
    officer       text not null,
    label         text not null,
    created_at    timestamptz not null,
    expires_at    timestamptz,
    revoked_at    timestamptz,
    primary key (office, token_hash),
    foreign key (office, officer) references officer
);

-- Cases
create table case_counter (
    office        text not null references office,
    code          text not null,
    year          int  not null,
    last          int  not null,
    primary key (office, code, year)
);

create table event (
    office        text not null references office,
    case_number   text not null,
    version       int  not null check (version > 0),
    kind          text not null,
    body_version  smallint not null,
    body          bytea not null,         -- exact bytes; jsonb would reorder them
    previous      bytea not null,         -- hash of version - 1, 32 zero bytes for version 1
    hash          bytea not null,
    primary key (office, case_number, version)
);

create table case_file (
    office            text not null references office,
    case_number       text not null,
    procedure         text not null,
    procedure_version int  not null,
    subject           text not null,
    status            smallint not null,  -- 0 running, 1 closed, 2 cancelled
    version           int  not null,
    opened_at         timestamptz not null,
    opened_by         text,
    ended_at          timestamptz,
    due_at            timestamptz,        -- the case's own limit
    late              boolean not null default false,
    search            text not null,      -- lower-case number, subject and non-personal values
    primary key (office, case_number),
    foreign key (office, procedure, procedure_version) references sheet_version
);
create index case_file_recent on case_file (office, opened_at desc);
create index case_file_procedure on case_file (office, procedure, status, opened_at desc);

-- Current tasks only: a row leaves when its run ends.
create table task (
    office        text not null,
    case_number   text not null,
    run           int  not null,
    procedure     text not null,
    step          text not null,
    site          text,
    role          text not null,          -- who must act now: the row's role, or the receiver of a report
    queue         text not null,          -- procedure/role
    status        smallint not null,      -- RunStatus: 0 ready, 1 working, 2 paused, 3 reported
    officer       text,                   -- who took it
    sender        text,                   -- who reported it
    subject       text not null,
    ready_at      timestamptz not null,
    begun_at      timestamptz,
    due_at        timestamptz,            -- of the limit that runs now: queueing while ready or reported, handling while working
    party         text,
    machine       smallint,               -- MachineStatus of its action
    late          boolean not null default false,
    primary key (office, case_number, run),
    foreign key (office, case_number) references case_file deferrable initially deferred
);
create index task_queue on task (office, queue, due_at) where officer is null;
create index task_mine on task (office, officer, due_at) where officer is not null;
create index task_sender on task (office, sender) where sender is not null;
create index task_due on task (office, due_at) where not late;

-- Values of persons: the event holds the salted digest, this row may be erased.
create table personal_value (
    office        text not null references office,
    case_number   text not null,
    digest        bytea not null,
    salt          bytea not null,
    value         text not null,
    primary key (office, case_number, digest)
);

create table idempotency_key (
    office        text not null references office,
    officer       text not null,
    key           text not null,
    request       bytea not null,         -- SHA-256 of what was asked: the same key with another request is refused
    case_number   text not null,
    version       int  not null,          -- of the case after the act
    expires_at    timestamptz not null,
    primary key (office, officer, key)
);
create index idempotency_key_expiry on idempotency_key (office, expires_at);

-- Documents, in chunks of 256 KiB, so that every node and every backup has them.
create table document (
    office        text not null references office,
    case_number   text not null,
    sha256        bytea not null,
    name          text not null,
    media_type    text not null,
    size          bigint not null,
    stored_at     timestamptz not null,
    stored_by     text not null,
    primary key (office, case_number, sha256)
);

create table document_chunk (
    office        text not null,
    case_number   text not null,
    sha256        bytea not null,
    part          int not null,
    bytes         bytea not null,
    primary key (office, case_number, sha256, part),
    foreign key (office, case_number, sha256) references document on delete cascade
);

-- Machine work: written in the step's own transaction, taken by one node at a time under a lease.
create table action_run (
    office        text not null references office,
    id            uuid not null,
    case_number   text not null,
    run           int  not null,
    action        text not null,
    arguments     text not null,          -- JSON object of text
    status        smallint not null,      -- 0 waiting, 1 running, 2 succeeded, 3 failed, 4 cancelled
    tries         int  not null default 0,
    not_before    timestamptz not null,
    lease_owner   text,
    lease_token   bigint not null default 0, -- grows with each taking: a node that lost its lease cannot write
    lease_until   timestamptz,
    cancel_asked  boolean not null default false,
    progress      text not null default '',
    fraction      real,
    created_at    timestamptz not null,
    ended_at      timestamptz,
    primary key (office, id)
);
create index action_run_waiting on action_run (not_before) where status in (0, 1);

-- One firing of a schedule, once: the unique key is what keeps two nodes from opening two cases.
create table schedule_fired (
    office        text not null references office,
    procedure     text not null,
    fire_time     timestamptz not null,
    case_number   text,
    note          text,
    primary key (office, procedure, fire_time)
);

-- The register
create table seal_pending (
    office        text not null references office,
    id            bigint generated always as identity,
    case_number   text not null,
    version       int  not null,          -- of the last event written in that transaction
    hash          bytea not null,         -- of that event
    primary key (office, id)
);

create table seal (
    office        text not null references office,
    number        bigint not null,
    sealed_at     timestamptz not null,
    leaves        int  not null,
    root          bytea not null,         -- RFC 6962 Merkle tree hash over the leaves
    previous      bytea not null,         -- hash of the seal before, 32 zero bytes for the first
    hash          bytea not null,
    key_id        bytea not null,
    signature     bytea not null,         -- ECDSA P-256 over hash
    primary key (office, number)
);

-- A leaf is the head of a case's chain at the time of the seal; it stands for all events before it.
create table seal_leaf (
    office        text not null,
    number        bigint not null,
    position      int  not null,
    case_number   text not null,
    version       int  not null,
    hash          bytea not null,
    primary key (office, number, position),
    foreign key (office, number) references seal
);
create index seal_leaf_case on seal_leaf (office, case_number, version);

create table seal_key (
    office        text not null references office,
    key_id        bytea not null,         -- SHA-256 of the public key
    public_key    bytea not null,         -- SubjectPublicKeyInfo
    since         timestamptz not null,
    primary key (office, key_id)
);

-- Notices: the bell.
create table notice (
    office        text not null references office,
    id            bigint generated always as identity,
    officer       text not null,
    cause         text not null,          -- unique per officer: the same thing is said once
    case_number   text,
    text_key      text not null,
    arguments     text not null,          -- JSON array
    created_at    timestamptz not null,
    read_at       timestamptz,
    primary key (office, id),
    unique (office, officer, cause)
);

-- Keys of ASP.NET Core Data Protection belong to the installation, not to an office.
create table data_protection_key (
    name          text primary key,
    body          text not null
);

-- Nodes that run now; a node whose clock differs is refused.
create table node (
    node          text primary key,
    started_at    timestamptz not null,
    seen_at       timestamptz not null,
    version       text not null
);

-- Row-level security binds the application's role. It is not forced upon the owner, who migrates, verifies every office and whose
-- pg_dump must see all rows (a forced one ends in an error); foreign keys are checked with the owner's eyes.
do $$
declare t text;
begin
    for t in select c.table_name from information_schema.columns c
             where c.table_schema = current_schema() and c.column_name = 'office'
    loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
    end loop;
end $$;

-- The one thing that the application sees across offices: which there are.
create function office_ids() returns setof text language sql stable security definer set search_path = public, pg_temp
    as 'select office from office order by office';
revoke execute on function office_ids() from public;
grant execute on function office_ids() to laksana_app;

-- Nobody changes an event, a seal or a published sheet: grants refuse the application, the trigger refuses the owner too.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

do $$
declare t text;
begin
    foreach t in array array['event', 'seal', 'seal_leaf', 'seal_key', 'sheet_version'] loop
        execute format('create trigger append_only before update or delete on %I for each row execute function refuse_change()', t);
        execute format('alter table %I enable always trigger append_only', t);
        execute format('create trigger append_only_truncate before truncate on %I for each statement execute function refuse_change()', t);
        execute format('alter table %I enable always trigger append_only_truncate', t);
    end loop;
end $$;

grant select, insert, update, delete on
    office, officer, holding, absence, account, account_passkey, access_token, case_counter, case_file, task,
    personal_value, idempotency_key, document, document_chunk, action_run, schedule_fired, seal_pending, notice,
    data_protection_key, node to laksana_app;
grant select, insert on event, seal, seal_leaf, seal_key, sheet_version to laksana_app;
revoke update on document_chunk from laksana_app;
