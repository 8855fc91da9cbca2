-- Calls as they were heard: two channels, encrypted piece by piece with a key of their own. Without the key they are noise.
create table recordings (
  call_id text primary key,
  conversation_id text references conversations (id) on delete set null,
  customer_id text references customers (id) on delete set null,
  status text not null check (status in ('recording', 'kept', 'purged')),
  -- The key of this recording, locked with the installation's; null once the recording is purged.
  locked_key text,
  started_at timestamptz not null,
  ended_at timestamptz,
  duration_ms integer not null default 0,
  -- What was left out: {from, to, why: card-number | asked | held}, milliseconds.
  gaps jsonb not null default '[]',
  -- Loudest value of each fifth of a second, 0…100: {caller: [], ours: []}.
  peaks jsonb not null default '{"caller": [], "ours": []}',
  expires_at timestamptz not null
);
create index recordings_latest on recordings (started_at desc);
create index recordings_due on recordings (expires_at) where status <> 'purged';
create index recordings_by_conversation on recordings (conversation_id);

-- What was said when, for reading along; card numbers are masked before they get here.
create table recording_lines (
  call_id text not null references recordings (call_id) on delete cascade,
  ordinal integer not null,
  side text not null check (side in ('caller', 'ours')),
  from_ms integer not null,
  to_ms integer not null,
  text text not null,
  seq integer,
  primary key (call_id, ordinal)
);

-- What a caller was told and what he said to it. The latest of a call and purpose counts.
create table voice_consents (
  id text primary key,
  call_id text not null,
  customer_id text references customers (id) on delete cascade,
  purpose text not null check (purpose in ('recording', 'voice-emotion', 'voiceprint')),
  given boolean not null,
  how text not null check (how in ('stayed', 'key', 'words', 'screen', 'agent')),
  notice text not null,
  at timestamptz not null default now()
);
create index voice_consents_by_call on voice_consents (call_id, purpose, at desc);
