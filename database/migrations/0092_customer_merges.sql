-- Two known customers that are one person: what moved, so that it can be taken back.
create table customer_merges (
  id text primary key,
  from_id text not null references customers (id) on delete cascade,
  to_id text not null references customers (id) on delete cascade,
  merged_by text not null,
  merged_at timestamptz not null default now(),
  moved jsonb not null,
  undone_at timestamptz,
  undone_by text
);
create index customer_merges_into on customer_merges (to_id, merged_at desc);
create index customer_merges_from on customer_merges (from_id) where undone_at is null;
