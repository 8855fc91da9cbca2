-- What was promised to customers of the budget of a strategy; when a strategy no longer fits is told too.

create table offers_given (
  id text primary key,
  conversation_id text not null references conversations (id) on delete cascade,
  strategy_id text not null,
  version integer not null,
  n integer not null,
  kind text not null,
  text jsonb not null,
  cost double precision not null,
  given_by text not null,
  given_at timestamptz not null default now(),
  taken_back_at timestamptz
);
create index offers_given_by_conversation on offers_given (conversation_id);

drop index events_of_strategies;
create index events_of_strategies on events (conversation_id, id) where kind in ('strategy.applied', 'strategy.ended');
