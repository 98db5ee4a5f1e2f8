-- Trays that hold few of an officer's many tasks are walked by themselves: his reports that wait, his rows that wait for an outside party,
-- and those on which the machine works. Without these the inbox read all he has.
drop index task_sender;
create index task_sender on task (office, sender, due_at) where sender is not null;
create index task_paused on task (office, officer, due_at) where status = 2;
create index task_machine on task (office, officer, due_at) where machine = 0;
