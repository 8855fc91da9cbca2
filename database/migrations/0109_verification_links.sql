-- Pages on the customer's own phone: to verify, sign or upload while the talk goes on. Only a hash of the token is kept.
create table verification_links (
  id text primary key,
  token_hash text not null unique,
  conversation_id text not null references conversations (id) on delete cascade,
  purpose text not null check (purpose in ('verify', 'sign', 'upload')),
  note text not null,
  language text not null check (language in ('zh', 'en')),
  way text not null check (way in ('sms', 'email', 'chat', 'show')),
  hint text not null default '',
  created_by text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  opened_at timestamptz,
  used_at timestamptz
);
create index verification_links_of on verification_links (conversation_id, created_at desc);
