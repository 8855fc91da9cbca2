-- How customers feel in a conversation: what was observed, and the state it adds up to.

create table emotion_signals (
  conversation_id text not null,
  -- The same observation counts once, however often it arrives.
  key text not null,
  at timestamptz not null,
  -- An `EmotionSignal`; holds words of feeling, never the message.
  signal jsonb not null,
  primary key (conversation_id, key)
);
create index emotion_signals_by_time on emotion_signals (conversation_id, at desc, key desc);

create table emotion_states (
  conversation_id text primary key,
  label text not null default 'neutral',
  level text not null default 'none' check (level in ('none', 'low', 'medium', 'high')),
  score double precision not null default 0,
  trend text not null default 'steady' check (trend in ('rising', 'steady', 'falling')),
  negative_ratio double precision not null default 0,
  since timestamptz not null default now(),
  because jsonb not null default '[]',
  -- When the bot or a colleague last answered; the customer's newest signals, by which the state is told at any moment.
  answered_at timestamptz not null default 'epoch',
  signals jsonb not null default '[]',
  updated_at timestamptz not null default now()
);
create index emotion_states_heated on emotion_states (score desc) where level <> 'none';
