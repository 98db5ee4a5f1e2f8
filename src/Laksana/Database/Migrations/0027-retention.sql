-- How long backups are kept.
select 1;
