-- Browsers that want to be told of news while no page of the console is open (Web Push).
create table push_subscriptions (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  session_id text not null,
  sealed text not null,
  kinds jsonb not null,
  language text not null check (language in ('zh', 'en')),
  quiet jsonb,
  time_zone text not null,
  connected_at timestamptz,
  renewed_at timestamptz not null
);
create index push_subscriptions_of_user on push_subscriptions (user_id);

-- What is to be sent, and for an hour what was: the same thing goes to a browser once, whichever node sees it first.
create table push_messages (
  subscription_id text not null references push_subscriptions (id) on delete cascade,
  key text not null,
  kind text not null,
  conversation_id text,
  payload jsonb not null,
  at timestamptz not null,
  next_at timestamptz not null,
  attempts integer not null default 0,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'dropped')),
  primary key (subscription_id, key)
);
create index push_messages_waiting on push_messages (next_at) where status = 'waiting';
