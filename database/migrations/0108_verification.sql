-- Proving who is speaking. Codes and answers are kept as keyed hashes only; `address_key` lets addresses be counted without
-- being known. `customer_id` is whom it is about: null when nobody is known under what was told.
create table verification_challenges (
  id text primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  requester_id text not null,
  customer_id text references customers (id),
  method text not null check (method in ('sms', 'email', 'questions', 'voiceprint')),
  address_key text,
  hint text not null default '',
  secret jsonb not null,
  state text not null default 'open' check (state in ('open', 'passed', 'failed', 'expired', 'replaced')),
  tries integer not null default 0,
  begun_by text not null,
  created_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index verification_challenges_of on verification_challenges (conversation_id, created_at desc);

-- What was proven in a conversation: by whom, how, until when.
create table verification_proofs (
  conversation_id text primary key references conversations (id) on delete cascade,
  customer_id text not null references customers (id),
  method text not null,
  rank integer not null,
  challenge_id text not null references verification_challenges (id),
  at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index verification_proofs_by_end on verification_proofs (expires_at);

-- Failures in a row, of whoever asks and of whom it is about.
create table verification_locks (
  subject text primary key,
  failures integer not null,
  last_failed_at timestamptz not null,
  locked_until timestamptz
);

-- Codes that went out, to be counted; no address is kept.
create table verification_sends (
  id text primary key,
  address_key text not null,
  requester_id text not null,
  customer_id text,
  at timestamptz not null default now()
);
create index verification_sends_by_time on verification_sends (at);
