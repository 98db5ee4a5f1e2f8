-- Drills and proofs of backups.

-- What reading a backup taught of its content. No names: only digests and numbers.
create table backup_reading (
    office          text not null,
    backup          text not null,
    schema_digest   text,                      -- of databases; null for trees and files
    tables          bigint,
    rows            bigint,
    unpacked_bytes  bigint not null,           -- of what lies in the artifact
    read_at         timestamptz not null,
    primary key (office, backup),
    foreign key (office, backup) references backup
);

-- Every restore for trial that came to an end, timed. The minutes of those that succeeded predict the next recovery.
create table drill (
    office          text not null,
    id              uuid not null,             -- of the job or action: a second attempt of the same enters nothing twice
    backup          text not null,
    medium          text,                      -- the copy that was restored; null: the backup in its own place
    source          text not null,
    kind            smallint not null,         -- SourceKind
    reason          smallint,                  -- DrillReason; null: an officer or a row asked
    asked_by        text not null,
    machine         text not null,
    begun_at        timestamptz not null,
    ended_at        timestamptz not null,
    outcome         smallint not null,         -- CheckOutcome
    reached         smallint not null,         -- BackupLevel
    bytes           bigint not null,
    source_bytes    bigint not null,
    scratch_bytes   bigint not null,           -- what lay in the scratch place at the end
    hash_seconds    double precision not null,
    unpack_seconds  double precision not null,
    restore_seconds double precision not null,
    compare_seconds double precision not null,
    check_seconds   double precision not null,
    seconds         double precision not null,
    detail          text not null,
    primary key (office, id),
    foreign key (office, backup) references backup
);
create index drill_ended on drill (office, ended_at desc, id desc);
create index drill_of_source on drill (office, source, ended_at desc);
create index drill_of_backup on drill (office, backup, ended_at desc);

-- When backups are restored for trial; an office without a row has the usual policy.
create table drill_policy (
    office              text primary key references office,
    newest_days         smallint not null check (newest_days between 1 and 366),
    older_days          smallint not null check (older_days between 0 and 366),
    after_schema_change boolean not null,
    begins_from         time not null,
    begins_until        time not null,
    changed_by          text not null,
    changed_at          timestamptz not null
);

do $$
declare t text;
begin
    foreach t in array array['backup_reading', 'drill', 'drill_policy'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
    end loop;
end $$;
grant select, insert, update on backup_reading, drill_policy to laksana_app;
grant select, insert on drill to laksana_app;
