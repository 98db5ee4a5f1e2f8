-- The number of a row that the source does not have holds a letter (4a).
alter table notice alter column row_number type text;
