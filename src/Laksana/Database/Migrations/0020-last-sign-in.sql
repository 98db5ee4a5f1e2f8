-- When an account was last signed in with, for whoever looks after the office's accounts.
alter table account add column signed_in_at timestamptz;
