-- What administrators do, line after line: who, when, what, on whom, and why. Written in the transaction of the act itself, never changed,
-- and chained: each line holds the SHA-256 over the one before it and its own fields, written as netstrings ("3:abc,").
create table administration_event (
    office        text not null references office,
    number        bigint not null,
    at            timestamptz not null,
    officer       text not null,          -- who did it: officer id, or 'installation' for whoever runs the machine
    act           text not null,          -- e.g. holding.given
    subject       text not null,          -- on whom or what: officer id, sheet id, user name …
    details       text not null,          -- JSON object of text
    reason        text,
    previous      bytea not null,         -- hash of number - 1, 32 zero bytes for the first
    hash          bytea not null,
    primary key (office, number)
);
create index administration_event_subject on administration_event (office, subject, number);
create index administration_event_act on administration_event (office, act, number);
create index administration_event_officer on administration_event (office, officer, number);

create function netstring(part text) returns bytea language sql immutable as
    $$ select convert_to(octet_length(convert_to(part, 'UTF8')) || ':' || part || ',', 'UTF8') $$;

-- Number, link and hash are given here and by nobody else. The lock lets one act of an office at a time have its place in the chain.
create function chain_administration_event() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    perform pg_advisory_xact_lock(hashtextextended('administration:' || new.office, 0));
    select e.number + 1, e.hash into new.number, new.previous from administration_event e where e.office = new.office order by e.number desc limit 1;
    if new.number is null then
        new.number := 1;
        new.previous := decode(repeat('00', 32), 'hex');
    end if;
    new.hash := sha256(new.previous || netstring(new.office) || netstring(new.number::text)
        || netstring(to_char(new.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) || netstring(new.officer) || netstring(new.act)
        || netstring(new.subject) || netstring(new.details) || netstring(coalesce(new.reason, '')));
    return new;
end $$;
create trigger chain before insert on administration_event for each row execute function chain_administration_event();

create trigger append_only before update or delete on administration_event for each row execute function refuse_change();
alter table administration_event enable always trigger append_only;
create trigger append_only_truncate before truncate on administration_event for each statement execute function refuse_change();
alter table administration_event enable always trigger append_only_truncate;
alter table administration_event enable row level security;
create policy own_office on administration_event using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert on administration_event to laksana_app;
