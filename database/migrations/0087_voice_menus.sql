-- Versions of the telephone menu; the latest is the one callers hear. Going back writes the old one anew.
create table voice_menus (
  version integer primary key,
  menu jsonb not null,
  saved_by text not null,
  note text not null default '',
  at timestamptz not null default now()
);
