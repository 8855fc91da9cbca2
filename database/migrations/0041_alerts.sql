-- Alerts about customers whose feelings worsen, and the ways by which they reach people outside the console.

create table emotion_alerts (
  id text primary key,
  conversation_id text not null,
  customer_id text,
  status text not null check (status in ('open', 'acknowledged', 'claimed', 'snoozed', 'closed')),
  severity text not null check (severity in ('warning', 'critical')),
  -- Which rule fired, with the figures it fired on.
  warning jsonb not null,
  -- The state at that moment.
  emotion jsonb not null,
  raised_at timestamptz not null default now(),
  raised_seq integer,
  -- When it escalates, or when its sleep ends; null while somebody has it.
  due_at timestamptz,
  escalations integer not null default 0,
  acknowledged_by text,
  claimed_by text,
  claimed_at timestamptz,
  snoozed_by text,
  closed_at timestamptz,
  closed_by text,
  close_reason text check (close_reason in ('handled', 'false-alarm', 'calmed', 'ended')),
  version integer not null default 1
);
-- At any moment one alert for a conversation, however many nodes look.
create unique index emotion_alerts_one_open on emotion_alerts (conversation_id) where status <> 'closed';
create index emotion_alerts_by_time on emotion_alerts (raised_at desc, id desc);
create index emotion_alerts_due on emotion_alerts (due_at) where due_at is not null;

create table alert_channels (
  id text primary key,
  kind text not null check (kind in ('dingtalk', 'feishu', 'wecom', 'email')),
  name text not null,
  -- Addresses and secrets, encrypted; never given out again.
  sealed text not null,
  -- What may be shown of it: host and the end of its key, or the first recipient.
  hint text not null,
  language text not null default 'zh' check (language in ('zh', 'en')),
  severities jsonb not null,
  -- {from, to} of the day in Asia/Shanghai, or null; critical alerts may come through.
  quiet jsonb,
  enabled boolean not null default true,
  -- When messages went out lately, and until when none may: the rate limit of all nodes.
  sent jsonb not null default '[]',
  paused_until timestamptz,
  -- The node that is sending; others leave it alone until then.
  busy_until timestamptz,
  last_sent_at timestamptz,
  last_error text,
  created_by text not null,
  created_at timestamptz not null default now()
);

create table alert_outbox (
  id bigint generated always as identity primary key,
  channel_id text not null references alert_channels (id) on delete cascade,
  alert_id text not null,
  what text not null,
  status text not null default 'waiting' check (status in ('waiting', 'sent', 'failed')),
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  -- The same news goes to the same channel once.
  unique (channel_id, alert_id, what)
);
create index alert_outbox_waiting on alert_outbox (channel_id, next_at) where status = 'waiting';
