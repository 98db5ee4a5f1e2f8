-- Drafts of sheets: the text that is being written, what is asked of the head of the office, and how it ended.
create table sheet_draft (
    office            text not null references office,
    draft             int  not null check (draft > 0),   -- counted within the office
    sheet             text not null,                     -- id of the sheet as it was when the draft began
    title             text not null,                     -- as the text says now
    base_version      int  not null,                     -- the published version it began from; 0: a sheet that is not published yet
    version           int  not null,                     -- grows with every edit; forms carry it
    status            smallint not null,                 -- 1 being written, 2 waits for approval, 3 published, 4 discarded
    why               text not null,                     -- why it was begun; a measured revision brings its evidence
    begun_by          text not null,
    begun_at          timestamptz not null,
    changed_by        text not null,
    changed_at        timestamptz not null,
    submitted_by      text,
    submitted_at      timestamptz,
    what_changed      text,                              -- told to the head, and published with the version
    effective         date,
    decided_by        text,                              -- who published it, or sent it back last
    decided_at        timestamptz,
    reason            text,                              -- why it was sent back
    published_version int,
    primary key (office, draft)
);
create index sheet_draft_open on sheet_draft (office, changed_at desc) where status in (1, 2);
create index sheet_draft_closed on sheet_draft (office, changed_at desc) where status in (3, 4);

-- The text after each edit, so that two editors see both versions, and who wrote what.
create table sheet_draft_text (
    office      text not null,
    draft       int  not null,
    version     int  not null,
    body        text not null,
    written_by  text not null,
    written_at  timestamptz not null,
    primary key (office, draft, version),
    foreign key (office, draft) references sheet_draft
);

alter table sheet_draft enable row level security;
create policy own_office on sheet_draft using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
alter table sheet_draft_text enable row level security;
create policy own_office on sheet_draft_text using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update on sheet_draft to laksana_app;
grant select, insert, delete on sheet_draft_text to laksana_app;
