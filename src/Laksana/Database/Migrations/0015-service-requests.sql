-- A tracking number that somebody of the public holds. Only its SHA-256 is kept: whoever reads the table cannot follow a request with it. Written in the
-- transaction that opens the case, so that the same number opens nothing twice.
create table service_request (
    office        text not null references office,
    tracking      bytea not null,
    case_number   text not null,
    channel       text not null,          -- 'layanan': opened on the public pages; 'kantor': given out by the office for a case it entered itself
    opened_at     timestamptz not null,
    primary key (office, tracking),
    foreign key (office, case_number) references case_file deferrable initially deferred
);
create index service_request_day on service_request (office, channel, opened_at);
create index service_request_case on service_request (office, case_number);
alter table service_request enable row level security;
create policy own_office on service_request using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert on service_request to laksana_app;
