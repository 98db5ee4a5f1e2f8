-- A form that arrived after its session had ended, until its officer has signed in again; encrypted with the installation's key ring.
create table kept_form (
    office        text not null,
    officer       text not null,
    id            uuid not null,
    body          bytea not null,
    expires_at    timestamptz not null,
    primary key (office, officer, id),
    foreign key (office, officer) references officer
);
alter table kept_form enable row level security;
create policy own_office on kept_form using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, delete on kept_form to laksana_app;

-- The list of cases finds those an officer opened himself, whatever their sheet.
create index case_file_opener on case_file (office, opened_by, opened_at desc) where opened_by is not null;
