-- The list of cases is walked newest first, one walk for each version of a sheet and each status that the officer may see; the one index
-- serves them all and takes the place of the one without the version. Who opened a case is among its hands below.
create index case_file_walk on case_file (office, procedure, procedure_version, status, opened_at desc, case_number desc);
drop index case_file_procedure;
drop index case_file_opener;

-- Cases in which an officer had a hand: opened it, did a part of it, or recorded one for a superior. He goes on seeing them when his positions
-- no longer play a role in their sheet.
create table case_hand (
    office        text not null,
    officer       text not null,
    opened_at     timestamptz not null,   -- of the case, so that the list need not look the case up to know its order
    case_number   text not null,
    primary key (office, officer, case_number),
    foreign key (office, case_number) references case_file deferrable initially deferred
);
create index case_hand_walk on case_hand (office, officer, opened_at desc, case_number desc);

alter table case_hand enable row level security;
create policy own_office on case_hand using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update, delete on case_hand to laksana_app;

-- Those of cases that are there already, from their events.
insert into case_hand (office, officer, opened_at, case_number)
select distinct e.office, o.officer, c.opened_at, e.case_number
from event e join case_file c on c.office = e.office and c.case_number = e.case_number
cross join lateral (select convert_from(e.body, 'UTF8')::jsonb -> 'by' as by) b
cross join lateral (values (b.by ->> 'officer'), (b.by -> 'onBehalf' ->> 'officer')) o (officer)
where e.kind in ('case-opened', 'step-completed', 'step-reported', 'report-acknowledged', 'step-returned') and o.officer is not null;
