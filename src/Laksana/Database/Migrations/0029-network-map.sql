-- The network as it should be. Each thing on the map is a row whose body the program reads and writes whole (JSON); the version of the whole map lets every
-- node keep it in memory and ask only whether it has changed.
create table network_map (
    office        text primary key references office,
    version       bigint not null,
    last_number   int not null default 0, -- the last short name given to a target
    changed_at    timestamptz not null
);

create table network_entry (
    office        text not null references office,
    kind          smallint not null,      -- MapKind: 1 site, 2 provider, 3 link, 4 device, 5 address, 6 service, 7 target
    id            text not null,
    number        int not null,           -- of a target: its short name in packed results, never given to another; else 0
    version       int not null,
    body          text not null,
    changed_at    timestamptz not null,
    changed_by    text not null,
    primary key (office, kind, id)
);
create unique index network_entry_number on network_entry (office, number) where number > 0;

-- Times in which something is worked on and may be away.
create table network_window (
    office        text not null references office,
    id            uuid not null,
    element       text not null,          -- of the map; whatever stands behind it is meant too
    since         timestamptz not null,
    until         timestamptz not null,
    reason        text not null,
    planned_by    text not null,
    planned_at    timestamptz not null,
    ended_by      text,                   -- who ended it before its time
    primary key (office, id),
    check (until >= since)
);
create index network_window_time on network_window (office, until);

create table network_setting (
    office        text primary key references office,
    version       int not null,
    body          text not null           -- JSON
);

do $$
declare t text;
begin
    foreach t in array array['network_map', 'network_entry', 'network_window', 'network_setting'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
        execute format('grant select, insert, update, delete on %I to laksana_app', t);
    end loop;
end $$;
