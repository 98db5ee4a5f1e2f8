-- The bell as a page: each line leads to its row, and each page of the program shows how many lines are unread.

alter table notice add column row_number int;   -- of the sheet's row it is about; null: the whole case
alter table notice add column activity text;    -- that row's activity: the one part of a line besides number and subject that may leave the office

create index notice_bell on notice (office, officer, id desc);
create index notice_unread on notice (office, officer) where read_at is null;

-- What an officer wants to hear, and by which way, beyond what the bell always tells.
create table notice_choice (
    office        text not null,
    officer       text not null,
    kind          text not null,          -- the part of text_key after "notice."
    way           smallint not null,      -- 0 bell, 1 e-mail, 2 webhook
    primary key (office, officer, kind, way)
);
alter table notice_choice enable row level security;
create policy own_office on notice_choice using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update, delete on notice_choice to laksana_app;
