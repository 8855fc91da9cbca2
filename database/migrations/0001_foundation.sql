-- The tables of the first conversation: ledger, customers, conversations, team, knowledge, tickets, files.
-- Times are timestamptz; ids are time-ordered UUIDs as text unless a system outside gives them.

create table events (
  xid xid8 not null default pg_current_xact_id(),
  id bigint generated always as identity,
  at timestamptz not null default now(),
  kind text not null,
  conversation_id text,
  customer_id text,
  actor text not null,
  payload jsonb not null,
  primary key (xid, id)
);
create index events_by_conversation on events (conversation_id, xid, id) where conversation_id is not null;
create index events_by_customer on events (customer_id, xid, id) where customer_id is not null;
create index events_by_kind on events (kind, at);

-- Every node hears of new facts at commit, whoever wrote them; equal notices of one transaction are sent once.
create function announce_events() returns trigger language plpgsql as $$
begin
  perform pg_notify('ledger', '');
  return null;
end;
$$;
create trigger events_announced after insert on events for each statement execute function announce_events();

create table readers (
  name text primary key,
  xid xid8 not null,
  id bigint not null,
  advanced_at timestamptz not null default now()
);

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_by_age on idempotency_keys (created_at);

create table customers (
  id text primary key,
  display_name text not null,
  external_id text unique,
  tier text not null default 'regular',
  language text not null default 'zh',
  verified boolean not null default false,
  elderly boolean not null default false,
  tags jsonb not null default '[]',
  attributes jsonb not null default '{}',
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table customer_identities (
  channel text not null,
  address text not null,
  customer_id text not null references customers (id),
  created_at timestamptz not null default now(),
  primary key (channel, address)
);
create index customer_identities_by_customer on customer_identities (customer_id);

create table conversations (
  id text primary key,
  customer_id text not null references customers (id),
  channel text not null,
  language text not null default 'zh',
  status text not null check (status in ('bot', 'queued', 'human', 'closed')),
  version integer not null,
  last_seq integer not null default 0,
  answered_seq integer not null default 0,
  customer_seq integer not null default 0,
  dialogue jsonb not null,
  pending jsonb,
  lease_owner text,
  lease_until timestamptz,
  assignee_id text,
  skill text,
  priority integer not null default 0,
  subject text,
  hand_over jsonb,
  queued_at timestamptz,
  accepted_at timestamptz,
  close_reason text,
  closed_at timestamptz,
  opened_at timestamptz not null default now(),
  last_message_at timestamptz not null default now(),
  last_message jsonb,
  customer_read_seq integer not null default 0,
  customer_delivered_seq integer not null default 0,
  agent_read_seq integer not null default 0,
  rating integer check (rating between 1 and 5),
  rating_comment text,
  rated_at timestamptz
);
-- A customer has one open conversation per channel, whichever node or tab opens it.
create unique index conversations_one_open on conversations (customer_id, channel) where status <> 'closed';
create index conversations_by_customer on conversations (customer_id, last_message_at desc);
create index conversations_live on conversations (status, priority desc, queued_at) where status in ('queued', 'human');
create index conversations_by_assignee on conversations (assignee_id, status);
create index conversations_by_activity on conversations (last_message_at desc, id desc);
create index conversations_unanswered on conversations (last_message_at) where customer_seq > answered_seq and status = 'bot';

create table messages (
  conversation_id text not null references conversations (id),
  seq integer not null,
  client_id text,
  author_kind text not null check (author_kind in ('customer', 'bot', 'agent', 'system')),
  author_id text not null,
  author_name text not null,
  parts jsonb not null,
  generated boolean not null default false,
  internal boolean not null default false,
  at timestamptz not null default now(),
  primary key (conversation_id, seq)
);
create unique index messages_by_client_id on messages (conversation_id, client_id) where client_id is not null;

create table files (
  id text primary key,
  name text not null,
  mime text not null,
  size integer not null,
  sha256 text not null,
  customer_id text references customers (id),
  uploaded_by text not null,
  created_at timestamptz not null default now()
);

create table users (
  id text primary key,
  login text not null unique,
  name text not null,
  name_en text not null default '',
  email text not null default '',
  role text not null check (role in ('administrator', 'supervisor', 'agent', 'operator')),
  skills jsonb not null default '[]',
  languages jsonb not null default '["zh"]',
  capacity integer not null default 5,
  password_hash text,
  must_change_password boolean not null default false,
  disabled boolean not null default false,
  locale text not null default 'zh',
  created_at timestamptz not null default now(),
  signed_in_at timestamptz
);

-- Counted by login, known or not, before the password is looked at, so that an answer reveals nothing.
create table sign_in_attempts (
  login_hash text primary key,
  attempts integer not null,
  locked_until timestamptz,
  changed_at timestamptz not null default now()
);

create table sessions (
  token_hash text primary key,
  user_id text not null references users (id) on delete cascade,
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  expires_at timestamptz not null,
  ip text not null default '',
  user_agent text not null default ''
);
create index sessions_by_user on sessions (user_id);

create table sign_in_links (
  token_hash text primary key,
  user_id text not null references users (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);

create table api_keys (
  id text primary key,
  name text not null,
  token_hash text not null unique,
  prefix text not null,
  permissions jsonb not null,
  created_by text not null,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  revoked_at timestamptz
);

create table presence (
  user_id text primary key references users (id) on delete cascade,
  status text not null check (status in ('online', 'away', 'offline')),
  reason text not null default '',
  changed_at timestamptz not null default now(),
  seen_at timestamptz not null default now()
);

create table articles (
  id text primary key,
  category text not null,
  language text not null,
  title text not null,
  body text not null,
  questions jsonb not null default '[]',
  products jsonb not null default '[]',
  fault_codes jsonb not null default '[]',
  channels jsonb not null default '[]',
  status text not null check (status in ('draft', 'published', 'archived')),
  translation_of text,
  valid_from timestamptz,
  valid_until timestamptz,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamptz not null default now(),
  published_at timestamptz,
  helpful integer not null default 0,
  unhelpful integer not null default 0
);
create index articles_by_status on articles (status, updated_at desc);

create table canned_replies (
  id text primary key,
  shortcut text not null,
  language text not null,
  title text not null,
  body text not null,
  owner_id text references users (id) on delete cascade,
  updated_at timestamptz not null default now(),
  unique nulls not distinct (shortcut, language, owner_id)
);

create table tickets (
  id text primary key,
  number bigint generated always as identity unique,
  type text not null,
  title text not null,
  description text not null default '',
  fields jsonb not null default '{}',
  priority text not null check (priority in ('low', 'normal', 'high', 'urgent')),
  status text not null check (status in ('open', 'pending', 'resolved', 'closed')),
  customer_id text not null references customers (id),
  conversation_id text references conversations (id),
  assignee_id text references users (id),
  version integer not null default 1,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  due_at timestamptz,
  resolved_at timestamptz
);
create index tickets_by_status on tickets (status, priority, created_at desc);
create index tickets_by_customer on tickets (customer_id, created_at desc);
create index tickets_by_conversation on tickets (conversation_id);

create table ticket_notes (
  id text primary key,
  ticket_id text not null references tickets (id) on delete cascade,
  author text not null,
  author_name text not null,
  body text not null,
  customer_visible boolean not null default false,
  at timestamptz not null default now()
);
create index ticket_notes_by_ticket on ticket_notes (ticket_id, at);

create table audit_log (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  action text not null,
  target text not null default '',
  detail jsonb not null default '{}',
  ip text not null default ''
);
create index audit_log_by_time on audit_log (at desc);
