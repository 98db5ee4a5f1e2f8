-- Backups and what was checked of them.
select 1;
