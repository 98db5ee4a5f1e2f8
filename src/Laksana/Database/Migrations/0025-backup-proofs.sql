-- Drills and proofs of backups.
select 1;
