-- The list of cases is searched by words, through an index, so that it takes as long with a million cases as with a thousand. Every word carries
-- its office: one office's words are not even walked for another's question.

create function case_words(office text, search text) returns text[] language sql immutable parallel safe as $$
    select string_to_array(office || ' ' || replace(translate(search, E'\n\r\t-/.,;:()[]{}<>"''\\=+*&|!?#@', repeat(' ', 29)), ' ', E'\n' || office || ' '), E'\n')
$$;

create index case_file_words on case_file using gin (array_to_tsvector(case_words(office, search)));

-- Cases of the session's office that hold all the words, the last of them perhaps only begun; newest first, after a place in that order. It looks
-- with its owner's eyes, since row-level security keeps such an index from the application; hence the office is the session's and nothing else.
create function cases_with(words text, before timestamptz, before_number text, most int) returns table (number text, opened timestamptz)
language plpgsql stable security definer set search_path = public, pg_temp as $$
declare
    of_office text := current_setting('laksana.office', true);
    wanted tsquery;
begin
    select string_agg('''' || w.word || '''' || case when w.place = max_place then ':*' else '' end, ' & ')::tsquery into wanted
    from (select word, place, max(place) over () as max_place from unnest(case_words(of_office, words)) with ordinality as u (word, place) where word <> of_office || ' ') w;
    -- Planned anew each time: a rare word is looked up, a common one met on the way through the newest cases.
    return query execute '
        select f.case_number, f.opened_at from case_file f
        where f.office = $1 and array_to_tsvector(case_words(f.office, f.search)) @@ $2 and f.opened_at <= $3 and (f.opened_at, f.case_number) < ($3, $4)
        order by f.opened_at desc, f.case_number desc limit $5'
        using of_office, wanted, before, before_number, most;
end $$;
revoke execute on function cases_with from public;
grant execute on function cases_with to laksana_app;
