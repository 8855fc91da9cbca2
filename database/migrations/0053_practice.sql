-- Practice conversations of agents with scripted customers. No real customer, no figure of the desk has to do with them.
create table practice_runs (
  id text primary key,
  user_id text not null references users(id) on delete cascade,
  scenario_id text not null,
  language text not null check (language in ('zh', 'en')),
  state jsonb not null,
  transcript jsonb not null default '[]',
  status text not null check (status in ('open', 'solved', 'left', 'ended')),
  score jsonb,
  version integer not null default 1,
  started_at timestamptz not null default now(),
  ended_at timestamptz
);
create index practice_runs_by_user on practice_runs (user_id, started_at desc);
