-- Recoveries.
select 1;
