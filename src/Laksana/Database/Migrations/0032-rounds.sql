-- Rounds, website and renewals.
select 1;
