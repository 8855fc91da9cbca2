-- Vectors of the optional embedding model, by a hash of model and text, so that no text is sent twice.

create table embeddings (
  key text primary key,
  -- Numbers of four bytes each, little end first.
  vector bytea not null,
  used_at timestamptz not null default now()
);
create index embeddings_by_use on embeddings (used_at);
