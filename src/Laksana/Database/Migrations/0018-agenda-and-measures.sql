-- What people read of the register, in order of time, and what it says about the times that rows took. Both follow the seals: whoever fills these tables
-- goes from seal to seal and keeps how far he came, so that the writing of an act costs nothing more, and a table that is emptied fills again.

create table seal_follower (
    office        text not null,
    name          text not null,          -- which tables: 'agenda', 'measures'
    seal          bigint not null,        -- the last one that was followed
    primary key (office, name)
);

-- An act as a line; its words are told from the event when it is shown.
create table agenda_entry (
    office            text not null,
    case_number       text not null,
    version           int  not null,      -- of the event in its case
    at                timestamptz not null,
    kind              text not null,
    procedure         text not null,
    procedure_version int  not null,      -- that the case ran on then
    step              text,
    site              text,
    officer           text,               -- null: the program by itself
    position          text,
    seal              bigint not null,    -- the first one that holds it
    primary key (office, case_number, version)
);
create index agenda_entry_walk on agenda_entry (office, procedure, at desc, case_number desc, version desc);
create index agenda_entry_kind on agenda_entry (office, procedure, kind, at desc, case_number desc, version desc);
create index agenda_entry_position on agenda_entry (office, position, at desc, case_number desc, version desc) where position is not null;

-- Passages through a row that ended in a month, added up; step '' is the whole case. Histograms count passages by length (see Measures/Histogram.cs).
create table measure_month (
    office            text not null,
    procedure         text not null,
    procedure_version int  not null,
    step              text not null,
    role              text not null,      -- '' for the whole case
    month             date not null,      -- its first day
    passages          int  not null,
    returned          int  not null,      -- how often the row was sent back to for correction
    limited           int  not null,      -- passages with a limit in the sheet
    on_time           int  not null,      -- of the limited ones
    handling          bigint not null,    -- seconds of working time, all together
    queueing          bigint not null,
    waiting           bigint not null,
    handling_histogram int[] not null default '{}',
    queueing_histogram int[] not null default '{}',
    doers             text[] not null default '{}',    -- who did them: only to know whether a figure would speak of one person
    primary key (office, month, procedure, step, role, procedure_version)
);
create index measure_month_sheet on measure_month (office, procedure, month);

-- Histograms of different lengths: what is missing at the end is nothing.
create function added_histograms(a int[], b int[]) returns int[] language sql immutable parallel safe as $$
    select coalesce(array_agg(coalesce(x, 0) + coalesce(y, 0) order by place), '{}') from unnest(a, b) with ordinality as u (x, y, place)
$$;

create index seal_time on seal (office, sealed_at);

do $$
declare t text;
begin
    foreach t in array array['seal_follower', 'agenda_entry', 'measure_month'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
        execute format('grant select, insert, update, delete on %I to laksana_app', t);
    end loop;
end $$;
