-- What an officer typed into a form and did not send, until he sends it or three days have passed; encrypted with the installation's key ring.
create table draft (
    office        text not null,
    officer       text not null,
    address       text not null,          -- where the form would be sent
    body          bytea not null,
    saved_at      timestamptz not null,
    expires_at    timestamptz not null,
    primary key (office, officer, address),
    foreign key (office, officer) references officer
);
create index draft_expiry on draft (office, expires_at);
alter table draft enable row level security;
create policy own_office on draft using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update, delete on draft to laksana_app;
