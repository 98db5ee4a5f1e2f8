-- Sessions by their id, so that signing out ends every copy of a session's cookie; and the time step of the last authenticator code, so that
-- none is taken twice.
create table account_session (
    office        text not null,
    id            uuid not null,
    account       uuid not null,
    seen_at       timestamptz not null,
    primary key (office, id),
    foreign key (office, account) references account on delete cascade
);
create index account_session_seen on account_session (office, seen_at);
alter table account_session enable row level security;
create policy own_office on account_session using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update, delete on account_session to laksana_app;

alter table account add column code_step bigint not null default 0;
