-- Telephone and browser calls, and how fast each turn of theirs was.

create table calls (
  id text primary key,
  customer_id text not null references customers (id),
  -- Null until the first word: a call without one leaves no conversation.
  conversation_id text references conversations (id),
  channel text not null check (channel in ('phone', 'voice')),
  transport text not null,
  direction text not null check (direction in ('in', 'out')),
  from_address text not null,
  to_address text not null,
  language text not null,
  started_at timestamptz not null default now(),
  answered_at timestamptz,
  ended_at timestamptz,
  ended_why text,
  -- Who heard and who spoke last: names of engines, `browser`, or `keys`.
  ears text,
  voice text,
  turns integer not null default 0,
  interruptions integer not null default 0,
  -- Half of the answers began within this time after the customer had stopped speaking, and the slowest did.
  answer_ms_p50 integer,
  answer_ms_max integer,
  quality jsonb,
  recording_id text
);
create index calls_started on calls (started_at desc, id desc);
create index calls_conversation on calls (conversation_id);
create index calls_customer on calls (customer_id, started_at desc);

create table call_turns (
  call_id text not null references calls (id) on delete cascade,
  n integer not null,
  at timestamptz not null,
  told_by text not null check (told_by in ('speech', 'keys')),
  -- The customer's message in the conversation.
  seq integer,
  engine text,
  -- Milliseconds one after the other: quiet that ended the turn, its text, our answer in words, its first sound, its first packet.
  quiet_ms integer,
  recognise_ms integer,
  answer_ms integer,
  speak_ms integer,
  send_ms integer,
  total_ms integer,
  primary key (call_id, n)
);
