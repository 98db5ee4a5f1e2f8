-- Agents at sites.
select 1;
