-- The network as it should be.
select 1;
