-- Whether each hand-over to a person was right, judged after the conversation closed; and those that were missed.
create table transfer_scores (
  conversation_id text primary key references conversations(id) on delete cascade,
  verdict text not null check (verdict in ('right', 'not-needed', 'missed', 'unclear')),
  reasons jsonb not null default '[]',
  reason text,
  intent text,
  confidence double precision not null default 0,
  language text not null check (language in ('zh', 'en')),
  rating integer,
  closed_at timestamptz not null,
  scored_at timestamptz not null default now()
);
create index transfer_scores_by_time on transfer_scores (closed_at desc);
