-- Scene packs that are installed, what they put into the tables of others, and the words of each trade.

create table packs (
  id text primary key,
  version integer not null,
  -- The files as installed, path → text, so that every node works with the same ones whatever lies in its folders.
  files jsonb not null,
  files_hash text not null,
  shown boolean not null default false,
  installed_by text not null,
  installed_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index packs_one_shown on packs (shown) where shown;

-- What a pack owns: the hash tells whether somebody has edited it since.
create table pack_items (
  kind text not null check (kind in ('article', 'reply', 'term')),
  item_id text not null,
  pack_id text not null references packs (id) on delete cascade,
  hash text not null,
  primary key (kind, item_id)
);
create index pack_items_by_pack on pack_items (pack_id);

-- Words customers use for the same thing. `pack_id` null: added by the team.
create table terms (
  id text primary key,
  term text not null,
  language text not null check (language in ('zh', 'en', 'any')),
  synonyms jsonb not null default '[]',
  product_id text,
  pack_id text,
  position integer not null default 0,
  updated_by text not null,
  updated_at timestamptz not null default now()
);
create index terms_by_pack on terms (pack_id, position);
