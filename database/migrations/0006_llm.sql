-- What the optional language model cost, by day, and answers of it that may be used again. Prompts are never stored.

create table llm_usage (
  -- As 2026-03-01, in UTC.
  day text not null,
  use text not null,
  model text not null,
  calls integer not null default 0,
  cached integer not null default 0,
  failed integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  primary key (day, use, model)
);

create table llm_cache (
  -- Hash of model and request; both hold placeholders where personal data was.
  key text primary key,
  use text not null,
  answer jsonb not null,
  expires_at timestamptz not null
);
create index llm_cache_by_expiry on llm_cache (expires_at);
