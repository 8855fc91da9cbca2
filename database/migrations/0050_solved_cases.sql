-- What agents solved to the customer's satisfaction, masked, so that the next one with the same question finds it.
create table solved_cases (
  conversation_id text primary key references conversations(id) on delete cascade,
  language text not null check (language in ('zh', 'en')),
  question text not null,
  questions jsonb not null default '[]',
  answer text not null,
  intent text,
  rating integer not null,
  agent_id text,
  closed_at timestamptz not null
);
create index solved_cases_by_time on solved_cases (closed_at desc);
