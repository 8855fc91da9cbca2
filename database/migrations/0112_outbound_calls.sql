-- Calls that the house makes: campaigns, whom they call, every attempt, and who must not be called.

create table campaigns (
  id text primary key,
  name text not null,
  status text not null check (status in ('draft', 'running', 'paused', 'finished', 'cancelled')),
  -- Everything that was set up, as in `campaignPlan`.
  plan jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index campaigns_latest on campaigns (created_at desc, id desc);
create index campaigns_running on campaigns (id) where status = 'running';

-- Numbers imported for a draft, in the order of the file.
create table campaign_numbers (
  campaign_id text not null references campaigns (id) on delete cascade,
  ordinal integer not null,
  number text not null,
  name text not null,
  language text check (language in ('zh', 'en')),
  variables jsonb not null default '{}',
  primary key (campaign_id, ordinal)
);

-- Whom a started campaign calls. `held_until` is the lease of the node that calls: past it the node is gone.
create table campaign_targets (
  id text primary key,
  campaign_id text not null references campaigns (id) on delete cascade,
  customer_id text references customers (id) on delete set null,
  name text not null,
  -- Empty once it is forgotten.
  number text not null,
  number_key text not null,
  language text not null check (language in ('zh', 'en')),
  variables jsonb not null default '{}',
  status text not null,
  why text,
  attempts integer not null default 0,
  next_at timestamptz not null,
  held_until timestamptz,
  attempt_id text,
  call_id text,
  answers jsonb not null default '{}',
  settled_at timestamptz,
  unique (campaign_id, number_key)
);
create index campaign_targets_due on campaign_targets (campaign_id, status, next_at);

-- Every attempt to reach a number, by campaigns and by agents; caps are counted here.
create table outbound_attempts (
  id text primary key,
  campaign_id text references campaigns (id) on delete set null,
  target_id text,
  customer_id text,
  number_key text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text,
  call_id text
);
create index outbound_attempts_number on outbound_attempts (number_key, started_at desc);
create index outbound_attempts_campaign on outbound_attempts (campaign_id, started_at desc);

-- Numbers that nobody calls any more: a keyed hash and a masked form, never the number.
create table do_not_call (
  number_key text primary key,
  masked text not null,
  source text not null check (source in ('key', 'words', 'agent', 'import')),
  reason text not null,
  campaign_id text,
  added_by text not null,
  added_at timestamptz not null default now()
);
create index do_not_call_latest on do_not_call (added_at desc, number_key desc);

-- Whether a customer agreed to be called without having asked; the latest of a customer counts.
create table call_consents (
  id text primary key,
  customer_id text not null references customers (id) on delete cascade,
  given boolean not null,
  evidence text not null,
  noted_by text not null,
  noted_at timestamptz not null default now()
);
create index call_consents_by_customer on call_consents (customer_id, noted_at desc);
