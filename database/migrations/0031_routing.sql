-- Queues, who serves them, and the policy by which conversations go to people.

create table queues (
  id text primary key,
  position integer not null,
  settings jsonb not null,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamptz not null default now()
);

create table routing_policies (
  version bigint generated always as identity primary key,
  status text not null default 'draft' check (status in ('draft', 'released', 'retired')),
  rules jsonb not null,
  note text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  released_by text,
  released_at timestamptz
);
create unique index routing_policies_one_released on routing_policies ((true)) where status = 'released';

create table agent_profiles (
  user_id text primary key references users (id) on delete cascade,
  levels jsonb not null default '{}',
  teams jsonb not null default '[]',
  channels jsonb not null default '{}',
  -- Null: by role, agents serve and others help out when they pull.
  serves boolean,
  last_got_at timestamptz,
  updated_at timestamptz not null default now()
);

-- One row for each conversation that waits: which wait it is, to whom it is held out, who let it pass.
create table queue_entries (
  conversation_id text primary key references conversations (id) on delete cascade,
  queued_at timestamptz not null,
  queue_id text not null,
  assigned_to text,
  assigned_at timestamptz,
  offer_until timestamptz,
  passed jsonb not null default '[]'
);
create index queue_entries_by_agent on queue_entries (assigned_to) where assigned_to is not null;

-- An alert for each wait once, whichever node finds it first.
create table wait_alerts (
  conversation_id text not null references conversations (id) on delete cascade,
  since timestamptz not null,
  what text not null check (what in ('unanswered', 'overflow')),
  at timestamptz not null default now(),
  primary key (conversation_id, since, what)
);

alter table customers add column dedicated_agent_id text references users (id) on delete set null;
