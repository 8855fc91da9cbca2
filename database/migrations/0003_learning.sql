-- What went wrong in conversations, what people made of it, and which answers were chosen among close ones.

create table failure_cases (
  id text primary key,
  conversation_id text not null,
  seq integer not null,
  at timestamptz not null default now(),
  language text not null,
  -- Personal data is taken out before a text gets here.
  text text not null,
  intent text,
  confidence double precision not null default 0,
  reasons jsonb not null,
  status text not null default 'open' check (status in ('open', 'labelled', 'dismissed')),
  cluster_id text,
  label jsonb,
  example_id text,
  labelled_by text,
  labelled_at timestamptz,
  -- Shown to a second person, so that agreement can be counted; `disputed` when the two differ.
  second boolean not null default false,
  disputed boolean not null default false,
  locked_by text,
  locked_until timestamptz,
  skipped_by jsonb not null default '[]',
  unique (conversation_id, seq)
);
create index failure_cases_by_time on failure_cases (at desc, id desc);
create index failure_cases_open on failure_cases (status, cluster_id);
create index failure_cases_second on failure_cases (id) where second and status = 'labelled';

create table case_labels (
  case_id text not null references failure_cases (id) on delete cascade,
  user_id text not null,
  label jsonb not null,
  at timestamptz not null default now(),
  primary key (case_id, user_id)
);

create table answer_choices (
  conversation_id text not null,
  seq integer not null,
  at timestamptz not null default now(),
  -- Every candidate with its features and the chance it had; the chosen one is a place in that list.
  candidates jsonb not null,
  chosen integer not null,
  offered boolean not null,
  reward double precision,
  reward_from text,
  rewarded_at timestamptz,
  primary key (conversation_id, seq)
);
create index answer_choices_by_time on answer_choices (at desc);
