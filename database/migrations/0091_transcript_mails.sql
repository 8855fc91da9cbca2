-- Transcripts on their way by e-mail. The address is kept sealed and only until it was used; `address_key` lets it be
-- counted without being known.
create table transcript_mails (
  id text primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  requested_by text not null,
  sealed text,
  hint text not null,
  address_key text not null,
  language text not null check (language in ('zh', 'en')),
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now()
);
create index transcript_mails_of on transcript_mails (conversation_id, created_at desc);
create index transcript_mails_by_address on transcript_mails (address_key, created_at);
create index transcript_mails_by_requester on transcript_mails (requested_by, created_at);
create index transcript_mails_waiting on transcript_mails (next_at) where status = 'waiting';
