-- A form outside a case that was sent: its key is written in the transaction that does what it asks, so that sending it twice does it once.
create table sent_form (
    office        text not null,
    sender        text not null,          -- officer id; for the public pages what tells one sender from another
    key           text not null,
    result        text not null,          -- where the page went on, to go there again
    expires_at    timestamptz not null,
    primary key (office, sender, key)
);
create index sent_form_expiry on sent_form (office, expires_at);
alter table sent_form enable row level security;
create policy own_office on sent_form using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, delete on sent_form to laksana_app;
