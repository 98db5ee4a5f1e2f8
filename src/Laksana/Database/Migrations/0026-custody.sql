-- Media, copies and handovers.
select 1;
