-- Recoveries. The whole state of one stands in its body (RecoveryJson); the columns beside it are what is looked for. Every act raises the version by one
-- and leaves a line in recovery_event, in the same transaction.
create table recovery (
    office        text not null references office,
    id            text not null,          -- eight hexadecimal digits: part of the names of what stands beside
    version       int  not null check (version > 0),
    stage         smallint not null,      -- RecoveryStage
    source        text not null,
    case_number   text,
    planned_at    timestamptz not null,
    changed_at    timestamptz not null,
    swapped_at    timestamptz,            -- when it became what is live; null again when it was undone
    keep_until    timestamptz,            -- until when what was live before is kept at least
    cleared       boolean not null default true, -- false: something that stands beside is to be removed
    body          text not null,
    primary key (office, id)
);
-- One recovery of a source at a time, from the plan to the moment when it is swapped, undone, cancelled or closed (RecoveryStage.IsUnderWay).
create unique index recovery_under_way on recovery (office, source) where stage in (0, 1, 2, 3, 4, 5, 6, 9, 13);
create index recovery_list on recovery (office, planned_at desc);
create index recovery_case on recovery (office, case_number) where case_number is not null;

create table recovery_event (
    office        text not null,
    recovery      text not null,
    version       int  not null,
    at            timestamptz not null,
    officer       text not null,          -- officer id, or 'installation'
    act           text not null,
    stage         smallint not null,      -- after the act
    detail        text,                   -- a reason or a remark
    key           text,                   -- of the request: sent twice, it is done once
    primary key (office, recovery, version),
    foreign key (office, recovery) references recovery
);
create unique index recovery_event_key on recovery_event (office, key) where key is not null;

-- What a swap would lose and bring back, table by table or file by file. The rows' keys and times in it are persons' data at times: these lines are
-- removed when the recovery has ended.
create table recovery_loss (
    office        text not null,
    recovery      text not null,
    ordinal       int  not null,          -- what loses most comes first
    schema_name   text not null,
    name          text not null,
    body          text not null,          -- TableLoss as JSON
    primary key (office, recovery, ordinal),
    foreign key (office, recovery) references recovery
);

-- What was found equal when it was restored (a fingerprint, a list of files): what is swapped in later, and is live after it, is held against it.
create table recovery_print (
    office        text not null,
    recovery      text not null,
    body          text not null,          -- JSON, by kind of source
    primary key (office, recovery),
    foreign key (office, recovery) references recovery
);

do $$
declare t text;
begin
    foreach t in array array['recovery', 'recovery_event', 'recovery_loss', 'recovery_print'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
    end loop;
end $$;
grant select, insert, update on recovery to laksana_app;
grant select, insert on recovery_event to laksana_app;
grant select, insert, delete on recovery_loss, recovery_print to laksana_app;
