-- What the understanding was trained from, the models that came of it, and the runs that made them.

create table model_versions (
  id text primary key,
  number bigint generated always as identity unique,
  status text not null check (status in ('candidate', 'released', 'retired')),
  -- Packed and compressed: the model, the one trained without the held-out examples, the set both come from.
  data bytea not null,
  evaluator bytea,
  training_set bytea not null,
  inputs_hash text not null,
  content_hash text not null,
  engine text not null,
  intents integer not null,
  examples integer not null,
  report jsonb,
  note text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  released_by text,
  released_at timestamptz
);
create unique index model_versions_one_released on model_versions (status) where status = 'released';

create table training_runs (
  id text primary key,
  state text not null check (state in ('running', 'done', 'failed')),
  trigger text not null check (trigger in ('manual', 'weekly', 'content', 'feedback')),
  step text not null,
  progress integer not null default 0,
  version_id text,
  outcome text check (outcome in ('released', 'candidate', 'unchanged')),
  error text,
  note text not null default '',
  started_by text not null,
  started_at timestamptz not null default now(),
  heartbeat_at timestamptz not null default now(),
  ended_at timestamptz
);
-- One training at a time, whichever node does it.
create unique index training_runs_one_running on training_runs (state) where state = 'running';
create index training_runs_by_start on training_runs (started_at desc, id desc);

-- Examples beside those of the packs. A row of source `pack` only says that the pack's example is switched off.
create table intent_examples (
  id text primary key,
  intent_id text not null,
  language text not null check (language in ('zh', 'en')),
  text text not null,
  source text not null check (source in ('pack', 'operator', 'annotation', 'import')),
  active boolean not null default true,
  created_by text not null,
  created_at timestamptz not null default now(),
  unique (intent_id, language, text)
);
