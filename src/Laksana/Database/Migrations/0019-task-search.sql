-- The inbox marks what came back for correction.
alter table task add column returned boolean not null default false;

-- A value of a person is found by itself, whole, whatever signs stand between its digits: the value's own row carries what it is looked up by and goes
-- with it when it is erased. Who may read it is decided by the sheet afterwards.
create function personal_lookup(value text) returns text language sql immutable parallel safe as $$
    select md5(regexp_replace(lower(value), '[\s.()-]', '', 'g'))
$$;
alter table personal_value add column lookup text generated always as (personal_lookup(value)) stored;
create index personal_value_lookup on personal_value (office, lookup);
