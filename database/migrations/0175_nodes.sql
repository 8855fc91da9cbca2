-- Nodes that are running, and where they reach each other.
create table nodes (
  id text primary key,
  address text not null,
  seen_at timestamptz not null default now()
);
