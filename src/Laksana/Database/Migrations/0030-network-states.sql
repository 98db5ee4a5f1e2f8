-- What was measured, and what follows from it. One node at a time watches an office: it holds the office's lease, and whatever it writes names the lease's token.
create table network_lease (
    office        text primary key references office,
    owner         text not null,
    token         bigint not null,
    until         timestamptz not null,   -- by this server's clock
    watched_until timestamptz,            -- the last moment that was measured, by the office's clock: from then on nothing is known
    blind_since   timestamptz             -- since when every reference fails: this machine's own line is away
);

-- Takes or prolongs the lease; gives the token, and nothing while another node holds it.
create function take_network_lease(of_office text, new_owner text, lease interval) returns bigint language sql volatile as $$
    insert into network_lease as l (office, owner, token, until) values (of_office, new_owner, 1, clock_timestamp() + lease)
    on conflict (office) do update set owner = new_owner, token = l.token + case when l.owner = new_owner then 0 else 1 end, until = clock_timestamp() + lease
    where l.owner = new_owner or l.until < clock_timestamp()
    returning token
$$;

-- Part of every transaction of a watch: a node that lost the lease writes nothing any more.
create function require_network_lease(of_office text, of_token bigint) returns void language plpgsql as $$
begin
    perform from network_lease where office = of_office and token = of_token for update;
    if not found then
        raise exception 'the watch of % was taken over', of_office using errcode = 'LK002';
    end if;
end $$;

-- Every result within a second of being measured, in one row for all targets. Kept until it has been sorted by target.
create table network_journal (
    office        text not null,
    at            timestamptz not null,
    body          bytea not null,         -- JournalRow
    primary key (office, at)
) partition by range (at);

-- The same results by target and block of ten minutes.
create table network_raw (
    office        text not null,
    target        int not null,
    at            timestamptz not null,   -- the block's beginning
    body          bytea not null,         -- RawBlock
    primary key (office, target, at)
) partition by range (at);

-- Five minutes each, a day in a row: counts by outcome, least, mean and greatest latency (RollBucket, 14 bytes).
create table network_day (
    office        text not null,
    target        int not null,
    day           date not null,          -- UTC
    body          bytea not null,
    primary key (office, target, day)
) partition by range (day);

-- The same by the hour, a month in a row, for years.
create table network_month (
    office        text not null,
    target        int not null,
    month         date not null,          -- UTC
    body          bytea not null,
    primary key (office, target, month)
);

-- Where each target stands, all of them packed (Checkpoint); written every few seconds.
create table network_now (
    office        text primary key references office,
    at            timestamptz not null,
    body          bytea not null
);

-- Where each target stood when that last changed, with what was seen then.
create table network_target_state (
    office        text not null,
    target        int not null,
    standing      smallint not null,      -- Standing: 0 not known yet, 1 up, 2 degraded, 3 down, 4 unknown
    since         timestamptz not null,
    flapping      boolean not null,
    finding       text not null,
    detail        text not null,
    changed_at    timestamptz not null,
    primary key (office, target)
);

create table network_element_state (
    office        text not null,
    element       text not null,
    standing      smallint not null,
    since         timestamptz not null,
    flapping      boolean not null,
    root          text,                   -- the element that is the cause, where it is another one
    maintained    boolean not null,       -- within a maintenance window
    changed_at    timestamptz not null,
    primary key (office, element)
);
create index network_element_state_ill on network_element_state (office, standing, since) where standing > 1;

-- When an element was not up: what availability is reckoned from. '*' stands for the whole office: nothing was measured, or its own uplink was away.
create table network_span (
    office        text not null,
    element       text not null,
    since         timestamptz not null,
    until         timestamptz,            -- null while it lasts
    standing      smallint not null,
    root          text,
    corrected_by  text,                   -- what was later found to be otherwise, and by whom
    primary key (office, element, since)
);
create index network_span_open on network_span (office, element) where until is null;
create index network_span_until on network_span (office, until);

-- From when on an element was measured at all.
create table network_watched (
    office        text not null,
    element       text not null,
    since         timestamptz not null,
    until         timestamptz,
    primary key (office, element, since)
);

create table network_incident_counter (
    office        text not null references office,
    year          int not null,
    last          int not null,
    primary key (office, year)
);

create table network_incident (
    office        text not null references office,
    number        text not null,          -- GGN-2026-0001
    element       text not null,
    state         smallint not null,      -- IncidentState: 0 open, 1 recovered, 2 part of another
    kind          smallint not null,      -- IncidentKind: 0 down, 1 unstable, 2 presumed from what stands behind it
    began_at      timestamptz not null,   -- the first failure
    opened_at     timestamptz not null,
    ended_at      timestamptz,
    part_of       text,
    between_with  text not null,          -- elements that it may be as well, parted by spaces
    affected      int not null,           -- elements behind it
    reopened      int not null default 0,
    level         int not null default 0, -- how many levels have been told of it
    next_at       timestamptz,            -- when the next one is
    acknowledged_at timestamptz,
    acknowledged_by text,
    evidence      text not null,          -- JSON: lines as seen
    case_at       timestamptz,            -- when its case is opened, if it lasts until then; null: none is wanted
    case_time     timestamptz not null,   -- the time that the opening is for: no two incidents of an office have the same
    case_number   text,
    primary key (office, number)
);
create unique index network_incident_open on network_incident (office, element) where state = 0;
create index network_incident_ended on network_incident (office, ended_at desc) where state <> 0;
create index network_incident_element on network_incident (office, element, began_at desc);
create index network_incident_case on network_incident (office, case_number) where case_number is not null;

create table network_incident_event (
    office        text not null,
    number        text not null,
    place         int not null,
    at            timestamptz not null,
    kind          text not null,
    arguments     text not null,          -- JSON list of text
    officer       text,
    primary key (office, number, place),
    foreign key (office, number) references network_incident
);

-- Elements that an open incident keeps quiet.
create table network_affected (
    office        text not null,
    number        text not null,
    element       text not null,
    primary key (office, number, element),
    foreign key (office, number) references network_incident
);
create index network_affected_element on network_affected (office, element);

do $$
declare t text;
begin
    foreach t in array array['network_lease', 'network_journal', 'network_raw', 'network_day', 'network_month', 'network_now', 'network_target_state', 'network_element_state',
        'network_span', 'network_watched', 'network_incident_counter', 'network_incident', 'network_incident_event', 'network_affected'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
        execute format('grant select, insert, update, delete on %I to laksana_app', t);
    end loop;
end $$;

-- Where a line of the bell leads when it is about no case, and what may be answered right from its message.
alter table notice add column address text;
alter table notice add column answer text;

-- The partitions stand in a schema of their own: nobody but the owner sees them except through their table, whose row security then holds. What no partition
-- holds (a clock that was wrong) goes to the one for everything else.
create schema network;
create table network.journal_else partition of network_journal default;
create table network.raw_else partition of network_raw default;
create table network.day_else partition of network_day default;

-- Makes the partitions for a moment and what follows it, and drops whole what is older than it is kept. Cheap when there is nothing to do.
create function network.keep(of_table text, step interval, kept interval, ahead int, here timestamptz) returns int
language plpgsql set lock_timeout = '3s' as $$
declare
    origin constant timestamptz := timestamptz '2020-01-01 00:00+00';
    first timestamptz := date_bin(step, here, origin);
    lower timestamptz;
    part text;
    done int := 0;
    old record;
begin
    if not pg_try_advisory_xact_lock(hashtextextended('network.keep:' || of_table, 0)) then return 0; end if;
    for i in 0..ahead loop
        lower := first + step * i;
        part := of_table || '_' || to_char(lower at time zone 'UTC', 'YYYYMMDDHH24');
        if to_regclass('network.' || part) is null then
            begin
                execute format('create table network.%I partition of public.%I for values from (%L) to (%L)', part, 'network_' || of_table,
                    to_char(lower at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00', to_char((lower + step) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS') || '+00');
                done := done + 1;
            exception when check_violation then
                null; -- the one for everything else holds some of these already: they stay there
            end;
        end if;
    end loop;
    for old in
        select c.relname from pg_class c join pg_inherits i on i.inhrelid = c.oid
        where i.inhparent = ('public.network_' || of_table)::regclass and c.relname ~ '_[0-9]{10}$'
          and to_timestamp(right(c.relname, 10) || '+00', 'YYYYMMDDHH24TZH') + step < here - kept
    loop
        execute format('drop table network.%I', old.relname);
        done := done + 1;
    end loop;
    return done;
end $$;
revoke execute on function network.keep from public;

create function keep_network_partitions(here timestamptz) returns int language sql volatile security definer set search_path = public, pg_temp as $$
    select network.keep('journal', interval '1 hour', interval '2 hours', 2, here)
         + network.keep('raw', interval '6 hours', interval '48 hours', 2, here)
         + network.keep('day', interval '30 days', interval '400 days', 1, here)
$$;
revoke execute on function keep_network_partitions from public;
grant execute on function keep_network_partitions to laksana_app;
