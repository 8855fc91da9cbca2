-- The queue a conversation waits in or came from; null is the general one.
alter table conversations add column queue_id text;
