-- The matrix of service strategies: what differs from the packs, by released version, and what is being edited.

create table strategy_versions (
  version integer primary key generated always as identity,
  lines jsonb not null,
  note text not null default '',
  created_by text not null,
  created_at timestamptz not null default now()
);

create table strategy_draft (
  one boolean primary key default true check (one),
  lines jsonb not null,
  changed_by text not null,
  changed_at timestamptz not null default now()
);

create index events_of_strategies on events (conversation_id, id) where kind = 'strategy.applied';
