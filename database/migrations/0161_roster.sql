-- Who works when: shifts to choose from, what is planned for each day, and what people ask to have changed.
-- Dates are those of the house's own zone, written as year-month-day.

create table shift_templates (
  id text primary key,
  name text not null unique,
  shift jsonb not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

-- What is planned for somebody's day, and what of it he has been told; null before anything was published.
create table roster_days (
  user_id text not null references users (id) on delete cascade,
  date text not null check (date ~ '^\d{4}-\d\d-\d\d$'),
  draft jsonb not null,
  published jsonb,
  primary key (user_id, date)
);
create index roster_days_by_date on roster_days (date);

create table roster_weeks (
  monday text primary key check (monday ~ '^\d{4}-\d\d-\d\d$'),
  published_by text not null,
  published_at timestamptz not null
);

create table roster_requests (
  id text primary key,
  user_id text not null references users (id) on delete cascade,
  kind text not null check (kind in ('leave', 'swap')),
  from_date text not null,
  to_date text not null,
  leave text,
  shift jsonb,
  colleague_id text references users (id) on delete cascade,
  their_date text,
  their_shift jsonb,
  -- Null until the colleague has answered.
  agreed boolean,
  note text not null default '',
  status text not null default 'waiting' check (status in ('waiting', 'approved', 'declined', 'withdrawn')),
  answer text not null default '',
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null default now()
);
create index roster_requests_by_user on roster_requests (user_id, created_at desc);
create index roster_requests_by_colleague on roster_requests (colleague_id) where colleague_id is not null;
create index roster_requests_waiting on roster_requests (created_at) where status = 'waiting';
