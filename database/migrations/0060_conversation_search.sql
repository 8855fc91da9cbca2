-- Words of messages, subjects and names, so that past conversations are found in any language; and what the desk
-- notes about a conversation: tags, asleep until when, merged into which other.

create table message_search (
  conversation_id text not null references conversations (id) on delete cascade,
  -- 0 stands for the head: the subject and the customer's name.
  seq integer not null,
  terms tsvector not null,
  primary key (conversation_id, seq)
);
create index message_search_by_term on message_search using gin (terms);

alter table conversations
  add column tags jsonb not null default '[]',
  add column snoozed_until timestamptz,
  add column merged_into text references conversations (id);
create index conversations_by_tag on conversations using gin (tags jsonb_path_ops);
create index conversations_asleep on conversations (snoozed_until) where snoozed_until is not null;
create index conversations_by_merge on conversations (merged_into) where merged_into is not null;
