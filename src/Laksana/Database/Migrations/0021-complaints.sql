-- A row that the source does not have is numbered 9a.
alter table notice alter column row_number type text;

-- Whether somebody complained before from the same telephone: by its digits, with the country's 62 as the leading 0.
create function phone_digits(value text) returns text language sql immutable parallel safe as $$
    select regexp_replace(regexp_replace(value, '[^0-9]', '', 'g'), '^62', '0')
$$;
create index personal_value_phone on personal_value (office, phone_digits(value)) where value ~ '^[0-9+() -]{5,25}$';

-- It looks with its owner's eyes, since row-level security keeps such an index from the application; hence the office is the session's and nothing else.
create function cases_of_phone(digits text, most int) returns table (number text) language sql stable security definer set search_path = public, pg_temp as $$
    select distinct v.case_number from personal_value v
    where v.office = current_setting('laksana.office', true) and v.value ~ '^[0-9+() -]{5,25}$' and phone_digits(v.value) = digits limit most
$$;
revoke execute on function cases_of_phone from public;
grant execute on function cases_of_phone to laksana_app;
