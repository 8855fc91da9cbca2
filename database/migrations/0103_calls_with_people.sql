-- Calls in which people talk: the phones of agents, who talked how long, and how each hand-over went.

alter table calls add column agent_id text;
-- When the first person of ours joined.
alter table calls add column joined_at timestamptz;
alter table calls add column talk_seconds integer not null default 0;
alter table calls add column held_seconds integer not null default 0;

create table agent_phones (
  user_id text primary key,
  -- A call may ring here, or there is one already. Who has no phone open has no row.
  status text not null check (status in ('off', 'ready', 'busy')),
  node text not null,
  -- A row that nobody has touched for a minute is of a node that is gone.
  seen_at timestamptz not null default now()
);

create table call_transfers (
  id text primary key,
  call_id text not null references calls (id) on delete cascade,
  kind text not null,
  asked_by text,
  asked_at timestamptz not null default now(),
  ended_at timestamptz,
  how text,
  seconds integer,
  answered_by text
);
create index call_transfers_by_call on call_transfers (call_id);
create index call_transfers_by_time on call_transfers (asked_at);
