-- The customer's messages since somebody last answered, by number, so that unread ones can be counted.
alter table conversations add column unanswered_seqs jsonb not null default '[]';
