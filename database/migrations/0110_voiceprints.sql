-- A template of a customer's voice, sealed; with the notice he agreed to. Removing the row removes everything.
create table voiceprints (
  customer_id text primary key references customers (id) on delete cascade,
  sealed text not null,
  model text not null,
  notice text not null,
  created_by text not null,
  created_at timestamptz not null default now()
);
