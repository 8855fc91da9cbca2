-- What an agent works with: macros, saved views, drafts, notices, and what a chat remembers for him.

alter table conversations
  -- The customer's first word that nobody has answered yet.
  add column waiting_since timestamptz,
  -- When it came back from being put aside; until the agent's next word.
  add column woken_at timestamptz,
  -- Colleagues called in by name; they may read along.
  add column participants jsonb not null default '[]';

-- What became of a message after it was sent: {what: edited | recalled, at}.
alter table messages add column changed jsonb;

create table macros (
  id text primary key,
  owner_id text references users (id) on delete cascade,
  name text not null,
  steps jsonb not null,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (name, owner_id)
);

create table saved_views (
  id text primary key,
  owner_id text references users (id) on delete cascade,
  name text not null,
  filters jsonb not null,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (name, owner_id)
);

create table drafts (
  user_id text not null references users (id) on delete cascade,
  conversation_id text not null references conversations (id) on delete cascade,
  text text not null,
  note boolean not null default false,
  updated_at timestamptz not null default now(),
  primary key (user_id, conversation_id)
);

create table notifications (
  user_id text not null references users (id) on delete cascade,
  kind text not null check (kind in ('mention', 'assigned')),
  conversation_id text not null references conversations (id) on delete cascade,
  seq integer not null,
  actor_name text not null,
  text text not null default '',
  at timestamptz not null default now(),
  read_at timestamptz,
  primary key (user_id, conversation_id, seq, kind)
);
create index notifications_latest on notifications (user_id, at desc);
create index notifications_unread on notifications (user_id) where read_at is null;

-- Who may not write to us for a while. The latest row of a customer counts.
create table blocks (
  id text primary key,
  customer_id text not null references customers (id),
  reason text not null,
  blocked_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  lifted_at timestamptz,
  lifted_by text
);
create index blocks_by_customer on blocks (customer_id, created_at desc);
create index blocks_in_force on blocks (created_at) where lifted_at is null;
