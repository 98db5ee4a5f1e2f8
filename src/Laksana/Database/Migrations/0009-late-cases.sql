-- The few late ones among very many cases are walked by themselves.
create index case_file_late on case_file (office, procedure, procedure_version, status, opened_at desc, case_number desc) where late;
