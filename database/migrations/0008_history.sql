-- Past conversations brought in from elsewhere: cleaned, without personal data, for training and for finding gaps.

create table history_imports (
  id text primary key,
  name text not null,
  size bigint not null,
  format text not null check (format in ('csv', 'jsonl', 'xlsx')),
  encoding text not null,
  status text not null default 'uploaded' check (status in ('uploaded', 'running', 'done', 'failed', 'cancelled')),
  -- Columns found, some rows to look at, and what each column is.
  columns jsonb not null,
  sample jsonb not null,
  mapping jsonb not null,
  bytes_read bigint not null default 0,
  report jsonb,
  error text,
  created_by text not null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz,
  -- Moves while it runs; one that stands still ran on a node that is gone.
  touched_at timestamptz not null default now()
);
create index history_imports_by_time on history_imports (created_at desc, id desc);

create table history_dialogues (
  id bigint generated always as identity primary key,
  import_id text not null references history_imports (id) on delete cascade,
  -- Of the cleaned text: the same conversation is kept once, in whatever file it comes again.
  hash bytea not null unique,
  language text not null,
  turns jsonb not null
);
create index history_dialogues_of_import on history_dialogues (import_id, id);

-- What customers opened with, each once, with how often and what the engine makes of it today.
create table history_questions (
  id text primary key,
  import_id text not null references history_imports (id) on delete cascade,
  language text not null,
  text text not null,
  times integer not null,
  answer text,
  intent text,
  confidence double precision not null,
  article_id text,
  known text not null check (known in ('intent', 'article', 'unclear', 'unknown')),
  -- What a person made of it.
  used jsonb
);
create index history_questions_of_import on history_questions (import_id, known, times desc, id);
