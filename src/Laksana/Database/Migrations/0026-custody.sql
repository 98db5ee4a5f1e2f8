-- Media that carry copies of backups, what was measured on them, and through whose hands they went.

create table medium (
    office          text not null references office,
    label           text not null,             -- as on its sticker
    version         int not null default 1,
    mark            uuid not null,             -- in the file on the medium itself: no two have the same
    kind            smallint not null,         -- MediumKind
    serial          text,
    capacity        bigint,                    -- bytes, as it says
    owner           text not null,             -- whose property it is
    place           text not null,             -- where it is kept
    holder          text,                      -- officer who has it; null: it lies in its place
    state           smallint not null default 0, -- MediumState
    state_reason    text,
    state_by        text,
    state_at        timestamptz,
    -- Destroying asked for, and not yet agreed to by a second officer.
    destroy_reason  text,
    destroy_by      text,
    destroy_at      timestamptz,
    check_days      int not null default 90,   -- how often it is to be measured
    checked_at      timestamptz,               -- when it was last measured, whatever came of it
    added_by        text not null,
    added_at        timestamptz not null,
    primary key (office, label),
    unique (office, mark),
    foreign key (office, holder) references officer,
    check ((destroy_reason is null) = (destroy_by is null) and (destroy_reason is null) = (destroy_at is null)),
    check (check_days between 1 and 3660)
);

create table medium_copy (
    office          text not null,
    medium          text not null,
    backup          text not null,
    state           smallint not null default 0, -- CopyState
    digest          text not null,             -- SHA-256 of its SHA256SUMS, hex
    samples         text not null,             -- SHA-256 of some blocks, hex: shows an overwriting without reading all
    bytes           bigint not null,
    written_at      timestamptz not null,
    written_by      text not null,             -- an officer, or 'installation'
    case_number     text,                      -- whose row asked for it
    checked_at      timestamptz not null,
    primary key (office, medium, backup),
    foreign key (office, medium) references medium,
    foreign key (office, backup) references backup
);
create index medium_copy_backup on medium_copy (office, backup);

-- Every measurement. Only added to.
create table medium_check (
    office          text not null,
    id              uuid not null,
    medium          text not null,
    backup          text,                      -- the one copy that was measured; null: all
    way             smallint not null,         -- CheckWay
    whole           boolean not null,
    code            text,                      -- digits; null when it was not whole
    bytes           bigint not null,
    seconds         double precision not null default 0,
    detail          text not null,             -- for people
    machine         text,                      -- where it was plugged in; null: measured elsewhere, told by its code
    checked_by      text not null,
    measured_at     timestamptz not null,
    primary key (office, id),
    -- A code tells of one measurement, and counts once.
    unique (office, code),
    foreign key (office, medium) references medium
);
create index medium_check_medium on medium_check (office, medium, measured_at desc);

create table handover (
    office          text not null,
    id              uuid not null,
    version         int not null default 1,
    medium          text not null,
    backup          text,                      -- the copy it is about; null: all that the medium carries
    giver           text not null,
    receiver        text not null,
    state           smallint not null default 0, -- HandoverState
    note            text,
    offered_at      timestamptz not null,
    measured        uuid,                      -- the measurement that accepting rests on
    content         text,                      -- what the minute lists: one copy a line, name, digest and bytes
    place           text,                      -- where the receiver keeps it
    reason          text,                      -- why he refused
    answered_at     timestamptz,
    recorded_by     text,                      -- staff who recorded the receiver's answer from his signed paper
    case_number     text,
    run             int,
    primary key (office, id),
    unique (office, measured),
    unique (office, case_number, run),
    foreign key (office, medium) references medium,
    foreign key (office, giver) references officer,
    foreign key (office, receiver) references officer,
    foreign key (office, measured) references medium_check,
    check (state <> 1 or measured is not null and answered_at is not null),
    check (state <> 2 or reason is not null and answered_at is not null)
);
create index handover_medium on handover (office, medium, offered_at desc);
create index handover_receiver on handover (office, receiver) where state = 0;
-- A medium is offered to one officer at a time.
create unique index handover_open on handover (office, medium) where state = 0;

-- Nobody hands over to himself.
create function require_two_hands() returns trigger language plpgsql as $$
begin
    if new.giver = new.receiver then
        raise exception 'giver and receiver are the same officer' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger require_two_hands after insert or update on handover for each row execute function require_two_hands();

-- Which medium is plugged in at which machine, as the nodes say themselves every few seconds.
create table medium_seen (
    office          text not null,
    medium          text not null,
    machine         text not null,
    path            text not null,
    free            bigint not null,
    own_disk        boolean not null,          -- false: on the disk of the backups themselves
    seen_at         timestamptz not null,
    primary key (office, medium, machine),
    foreign key (office, medium) references medium
);

do $$
declare t text;
begin
    foreach t in array array['medium', 'medium_copy', 'medium_check', 'handover', 'medium_seen'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
    end loop;
end $$;
grant select, insert, update on medium, medium_copy, handover to laksana_app;
grant select, insert on medium_check to laksana_app;
grant select, insert, update, delete on medium_seen to laksana_app;

-- Part of the transaction of an act that rests on what was seen: fails when the medium was changed meanwhile.
create function require_medium(of_office text, of_label text, of_version int) returns void language plpgsql as $$
begin
    perform from medium where office = of_office and label = of_label and version = of_version for update;
    if not found then
        raise exception 'medium % was changed', of_label using errcode = 'LK002';
    end if;
end $$;

-- Answers a handover that still waits, as it was looked at.
create function answer_handover(of_office text, of_id uuid, of_version int, new_state smallint, new_measured uuid, new_content text, new_place text, new_reason text, new_at timestamptz)
returns void language plpgsql as $$
begin
    update handover set version = version + 1, state = new_state, measured = new_measured, content = new_content, place = new_place, reason = new_reason, answered_at = new_at
    where office = of_office and id = of_id and version = of_version and state = 0;
    if not found then
        raise exception 'handover % was answered', of_id using errcode = 'LK002';
    end if;
end $$;
