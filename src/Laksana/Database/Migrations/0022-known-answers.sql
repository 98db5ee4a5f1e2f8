-- Known answers of the help desk, searched by their words.
create table known_answer (
    office        text not null references office,
    id            uuid not null,
    version       int  not null check (version > 0),
    question      text not null,
    answer        text not null,
    tags          text not null,
    from_case     text,
    changed_by    text not null,
    changed_at    timestamptz not null,
    last_used_at  timestamptz,
    used          int  not null default 0,
    solved        int  not null default 0,
    retired_at    timestamptz,
    -- Stems, and the words themselves for whoever has typed only their beginning; what was asked counts more than what is answered.
    words         tsvector not null generated always as (
        setweight(to_tsvector('indonesian', question || ' ' || tags), 'A') || setweight(to_tsvector('simple', question || ' ' || tags), 'A')
        || setweight(to_tsvector('indonesian', answer), 'C') || setweight(to_tsvector('simple', answer), 'C')) stored,
    primary key (office, id)
);
create index known_answer_words on known_answer using gin (words) where retired_at is null;
create index known_answer_used on known_answer (office, last_used_at desc nulls last, changed_at desc) where retired_at is null;
create index known_answer_retired on known_answer (office, retired_at desc) where retired_at is not null;

-- Where an answer was given: each row of a case counts once.
create table known_answer_use (
    office        text not null,
    id            uuid not null,
    case_number   text not null,
    run           int  not null,
    used_at       timestamptz not null,
    primary key (office, id, case_number, run),
    foreign key (office, id) references known_answer
);

alter table known_answer enable row level security;
create policy own_office on known_answer using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert, update on known_answer to laksana_app;
alter table known_answer_use enable row level security;
create policy own_office on known_answer_use using (office = current_setting('laksana.office', true)) with check (office = current_setting('laksana.office', true));
grant select, insert on known_answer_use to laksana_app;

-- Answers of the session's office that have at least one of the words (letters and digits alone), most words first. It looks with its owner's eyes, since row-level
-- security keeps such an index from the application; hence the office is the session's and nothing else.
create function answers_with(wanted text[], most int) returns table (id uuid, place bigint)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    pieces tsquery[] := '{}';
    whole tsquery;
    w text;
begin
    foreach w in array wanted loop
        pieces := pieces || (to_tsquery('simple', w || ':*') || to_tsquery('indonesian', w || ':*'));
        whole := case when whole is null then pieces[cardinality(pieces)] else whole || pieces[cardinality(pieces)] end;
    end loop;
    return query
        select f.id, row_number() over (order by f.many desc, f.rank desc, f.solved desc, f.id) from (
            select a.id, a.solved, ts_rank(a.words, whole) as rank, (select count(*) from unnest(pieces) p (piece) where a.words @@ p.piece) as many
            from known_answer a where a.office = current_setting('laksana.office', true) and a.retired_at is null and a.words @@ whole) f
        order by 2 limit most;
end $$;
revoke execute on function answers_with from public;
grant execute on function answers_with to laksana_app;
