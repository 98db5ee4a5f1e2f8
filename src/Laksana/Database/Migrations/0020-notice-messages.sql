-- Lines of the bell that leave the office by e-mail or webhook. A message is written in its line's own transaction, taken by one node at a time under a
-- lease, and kept for a month after it was sent or given up.

create table notice_setting (
    office        text primary key references office,
    version       int not null,
    body          text not null,          -- JSON: servers, sender, quiet hours; no secret
    smtp_secret   bytea,                  -- protected with the key ring
    webhook_secret bytea
);

create table notice_person (
    office        text not null,
    officer       text not null,
    body          text not null,          -- JSON: language, daily summary, quiet hours
    primary key (office, officer),
    foreign key (office, officer) references officer
);

-- Where a way leads to an officer. Nothing is sent before he has shown, with a code that was sent there, that it is his.
create table notice_address (
    office        text not null,
    officer       text not null,
    way           smallint not null,      -- 1 e-mail, 2 webhook
    address       text not null,
    confirmed_at  timestamptz,
    code_hash     bytea,
    code_until    timestamptz,
    code_tries    int not null default 0, -- wrong ones
    codes_sent    int not null default 0, -- since codes_since
    codes_since   timestamptz,
    primary key (office, officer, way),
    foreign key (office, officer) references officer
);

create table notice_message (
    office        text not null,
    id            uuid not null,          -- also the message's own id outside: the same however often it is tried
    notice        bigint not null,
    officer       text not null,
    way           smallint not null,
    kind          text not null,
    status        smallint not null default 0, -- 0 waiting, 1 being sent, 2 sent, 3 given up, 4 went with another (joined_to), 5 not wanted any more
    failures      int not null default 0,
    not_before    timestamptz not null,
    lease_owner   text,
    lease_token   bigint not null default 0,
    lease_until   timestamptz,
    handed_at     timestamptz,            -- when it was last begun to be handed over: from then on it may have arrived
    joined_to     uuid,
    reason        text,                   -- why the last try failed
    created_at    timestamptz not null,
    ended_at      timestamptz,
    primary key (office, id)
);
create index notice_message_waiting on notice_message (not_before) where status in (0, 1);
create index notice_message_officer on notice_message (office, officer, way) where status = 0;
create index notice_message_joined on notice_message (office, joined_to) where joined_to is not null;
create index notice_message_failed on notice_message (office, ended_at) where status = 3;
create index notice_message_ended on notice_message (office, ended_at) where ended_at is not null;

do $$
declare t text;
begin
    foreach t in array array['notice_setting', 'notice_person', 'notice_address', 'notice_message'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy own_office on %I using (office = current_setting(''laksana.office'', true)) with check (office = current_setting(''laksana.office'', true))', t);
        execute format('grant select, insert, update, delete on %I to laksana_app', t);
    end loop;
end $$;

-- Whoever writes a line writes its messages, in the same transaction. A line that was there already ("on conflict do nothing") gives none.
create function queue_notice() returns trigger language plpgsql as $$
begin
    insert into notice_message (office, id, notice, officer, way, kind, not_before, created_at)
    select new.office, gen_random_uuid(), new.id, new.officer, c.way, c.kind, clock_timestamp(), new.created_at
    from notice_choice c join notice_address a on a.office = c.office and a.officer = c.officer and a.way = c.way and a.confirmed_at is not null
    where c.office = new.office and c.officer = new.officer and c.kind = substr(new.text_key, 8);
    return null;
end $$;
create trigger queue_notice after insert on notice for each row execute function queue_notice();

-- Taking crosses offices, as take_action_run does, and hands out one message and nothing else.
create function take_notice_message(new_owner text, lease interval)
returns table (office text, id uuid, notice bigint, officer text, way smallint, kind text, failures int, lease_token bigint, handed_at timestamptz, created_at timestamptz)
language sql volatile security definer set search_path = public, pg_temp as $$
    update notice_message m
    set status = 1, lease_owner = new_owner, lease_token = m.lease_token + 1, lease_until = clock_timestamp() + lease
    from (
        select r.office, r.id from notice_message r
        where r.status in (0, 1) and r.not_before <= clock_timestamp() and (r.status = 0 or r.lease_until < clock_timestamp())
        order by r.not_before, r.id
        limit 1
        for update skip locked) next
    where m.office = next.office and m.id = next.id
    returning m.office, m.id, m.notice, m.officer, m.way, m.kind, m.failures, m.lease_token, m.handed_at, m.created_at
$$;
revoke execute on function take_notice_message from public;
grant execute on function take_notice_message to laksana_app;

-- A kept form belongs to the session that sent it, so that a copy of another cookie of its officer replaces nothing.
alter table kept_form add column session uuid;
