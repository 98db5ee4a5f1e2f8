-- Machine work is taken by any node for any office. The application sees one office at a time, so taking crosses offices through one
-- function that hands out one run and nothing else; everything after it (heartbeat, progress, result) happens under the run's own office.

alter table action_run add column failures int not null default 0;  -- tries that ended in an expected failure; "tries" counts takings

create index action_run_case on action_run (office, case_number);
create index case_file_due on case_file (office, due_at) where status = 0 and not late;

-- A lease is measured by this server's clock alone. A run that nobody tried yet starts at once; not_before counts for later tries.
create function take_action_run(new_owner text, lease interval, known_actions text[], own_runs uuid[])
returns table (office text, id uuid, case_number text, run int, action text, arguments text, tries int, failures int, lease_token bigint, created_at timestamptz)
language sql volatile security definer set search_path = public, pg_temp as $$
    update action_run a
    set status = 1, tries = a.tries + 1, lease_owner = new_owner, lease_token = a.lease_token + 1, lease_until = clock_timestamp() + lease
    from (
        select r.office, r.id from action_run r
        where r.status in (0, 1) and r.action = any (known_actions) and r.id <> all (own_runs)
            and (r.status = 0 and (r.tries = 0 or r.not_before <= clock_timestamp()) or r.status = 1 and r.lease_until < clock_timestamp())
        order by r.not_before, r.id
        limit 1
        for update skip locked) next
    where a.office = next.office and a.id = next.id
    returning a.office, a.id, a.case_number, a.run, a.action, a.arguments, a.tries, a.failures, a.lease_token, a.created_at
$$;
revoke execute on function take_action_run from public;
grant execute on function take_action_run to laksana_app;

-- Part of the transaction that records a result: a node that lost its lease cannot record anything.
create function require_action_lease(of_office text, of_run uuid, of_token bigint) returns void language plpgsql as $$
begin
    perform from action_run where office = of_office and id = of_run and lease_token = of_token and status = 1 for update;
    if not found then
        raise exception 'the lease of action run % was lost', of_run using errcode = 'LK001';
    end if;
end $$;

-- The last day on which the office's staffing was gone through, so that holdings and absences that begin or end take effect.
create table office_day (
    office        text primary key references office,
    day           date not null
);
alter table office_day enable row level security;
create policy own_office on office_day using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update, delete on office_day to laksana_app;
