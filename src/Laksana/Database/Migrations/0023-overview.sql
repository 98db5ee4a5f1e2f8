-- What a head of office looks at first: the rows that are late, the longest first, and those whose machine work failed. Few among very many.
create index task_late on task (office, due_at) where late;
create index task_failed on task (office, ready_at) where machine = 2;
