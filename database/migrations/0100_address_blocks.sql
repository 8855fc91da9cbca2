-- The network a customer last wrote from, so that it can be blocked: a keyed hash and a masked form, never the address.
create table customer_addresses (
  customer_id text primary key,
  address_key text not null,
  masked text not null,
  seen_at timestamptz not null default now()
);
create index customer_addresses_by_key on customer_addresses (address_key);
create index customer_addresses_by_age on customer_addresses (seen_at);

create table address_blocks (
  id text primary key,
  customer_id text not null references customers (id),
  address_key text not null,
  masked text not null,
  reason text not null,
  blocked_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index address_blocks_by_customer on address_blocks (customer_id);
create index address_blocks_by_end on address_blocks (expires_at);
