-- Cases tied together: the event stands in one of them, this row lets both tell of it.
create table case_link (
    office        text not null,
    case_number   text not null,
    other         text not null,
    kind          smallint not null,      -- LinkKind: 0 related, 1 continuation, 2 duplicate
    primary key (office, case_number, other),
    foreign key (office, case_number) references case_file deferrable initially deferred,
    foreign key (office, other) references case_file deferrable initially deferred
);
create index case_link_other on case_link (office, other, case_number desc);
alter table case_link enable row level security;
create policy own_office on case_link using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert on case_link to laksana_app;
