-- What the migrations add up to. Regenerate with: npm run schema

table api_keys (
  id text not null,
  name text not null,
  token_hash text not null,
  prefix text not null,
  permissions jsonb not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_keys_pkey PRIMARY KEY (id),
  constraint api_keys_token_hash_key UNIQUE (token_hash)
)

table articles (
  id text not null,
  category text not null,
  language text not null,
  title text not null,
  body text not null,
  questions jsonb not null default '[]'::jsonb,
  products jsonb not null default '[]'::jsonb,
  fault_codes jsonb not null default '[]'::jsonb,
  channels jsonb not null default '[]'::jsonb,
  status text not null,
  translation_of text,
  valid_from timestamp with time zone,
  valid_until timestamp with time zone,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  helpful integer not null default 0,
  unhelpful integer not null default 0,
  constraint articles_pkey PRIMARY KEY (id),
  constraint articles_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'archived'::text])))
)

table audit_log (
  id bigint not null generated identity,
  at timestamp with time zone not null default now(),
  actor text not null,
  action text not null,
  target text not null default ''::text,
  detail jsonb not null default '{}'::jsonb,
  ip text not null default ''::text,
  constraint audit_log_pkey PRIMARY KEY (id)
)

table canned_replies (
  id text not null,
  shortcut text not null,
  language text not null,
  title text not null,
  body text not null,
  owner_id text,
  updated_at timestamp with time zone not null default now(),
  constraint canned_replies_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint canned_replies_pkey PRIMARY KEY (id),
  constraint canned_replies_shortcut_language_owner_id_key UNIQUE NULLS NOT DISTINCT (shortcut, language, owner_id)
)

table conversations (
  id text not null,
  customer_id text not null,
  channel text not null,
  language text not null default 'zh'::text,
  status text not null,
  version integer not null,
  last_seq integer not null default 0,
  answered_seq integer not null default 0,
  customer_seq integer not null default 0,
  dialogue jsonb not null,
  pending jsonb,
  lease_owner text,
  lease_until timestamp with time zone,
  assignee_id text,
  skill text,
  priority integer not null default 0,
  subject text,
  hand_over jsonb,
  queued_at timestamp with time zone,
  accepted_at timestamp with time zone,
  close_reason text,
  closed_at timestamp with time zone,
  opened_at timestamp with time zone not null default now(),
  last_message_at timestamp with time zone not null default now(),
  last_message jsonb,
  customer_read_seq integer not null default 0,
  customer_delivered_seq integer not null default 0,
  agent_read_seq integer not null default 0,
  rating integer,
  rating_comment text,
  rated_at timestamp with time zone,
  constraint conversations_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint conversations_pkey PRIMARY KEY (id),
  constraint conversations_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint conversations_status_check CHECK ((status = ANY (ARRAY['bot'::text, 'queued'::text, 'human'::text, 'closed'::text])))
)

table customer_identities (
  channel text not null,
  address text not null,
  customer_id text not null,
  created_at timestamp with time zone not null default now(),
  constraint customer_identities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint customer_identities_pkey PRIMARY KEY (channel, address)
)

table customers (
  id text not null,
  display_name text not null,
  external_id text,
  tier text not null default 'regular'::text,
  language text not null default 'zh'::text,
  verified boolean not null default false,
  elderly boolean not null default false,
  tags jsonb not null default '[]'::jsonb,
  attributes jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  constraint customers_external_id_key UNIQUE (external_id),
  constraint customers_pkey PRIMARY KEY (id)
)

table events (
  xid xid8 not null default pg_current_xact_id(),
  id bigint not null generated identity,
  at timestamp with time zone not null default now(),
  kind text not null,
  conversation_id text,
  customer_id text,
  actor text not null,
  payload jsonb not null,
  constraint events_pkey PRIMARY KEY (xid, id)
)

table files (
  id text not null,
  name text not null,
  mime text not null,
  size integer not null,
  sha256 text not null,
  customer_id text,
  uploaded_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint files_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint files_pkey PRIMARY KEY (id)
)

table idempotency_keys (
  actor text not null,
  key text not null,
  request_hash text not null,
  status integer,
  response jsonb,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (actor, key)
)

table messages (
  conversation_id text not null,
  seq integer not null,
  client_id text,
  author_kind text not null,
  author_id text not null,
  author_name text not null,
  parts jsonb not null,
  generated boolean not null default false,
  internal boolean not null default false,
  at timestamp with time zone not null default now(),
  constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['customer'::text, 'bot'::text, 'agent'::text, 'system'::text]))),
  constraint messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint messages_pkey PRIMARY KEY (conversation_id, seq)
)

table migrations (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
)

table presence (
  user_id text not null,
  status text not null,
  reason text not null default ''::text,
  changed_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  constraint presence_pkey PRIMARY KEY (user_id),
  constraint presence_status_check CHECK ((status = ANY (ARRAY['online'::text, 'away'::text, 'offline'::text]))),
  constraint presence_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table readers (
  name text not null,
  xid xid8 not null,
  id bigint not null,
  advanced_at timestamp with time zone not null default now(),
  constraint readers_pkey PRIMARY KEY (name)
)

table sessions (
  token_hash text not null,
  user_id text not null,
  created_at timestamp with time zone not null default now(),
  seen_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  ip text not null default ''::text,
  user_agent text not null default ''::text,
  constraint sessions_pkey PRIMARY KEY (token_hash),
  constraint sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table settings (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint settings_pkey PRIMARY KEY (key)
)

table sign_in_attempts (
  login_hash text not null,
  attempts integer not null,
  locked_until timestamp with time zone,
  changed_at timestamp with time zone not null default now(),
  constraint sign_in_attempts_pkey PRIMARY KEY (login_hash)
)

table sign_in_links (
  token_hash text not null,
  user_id text not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint sign_in_links_pkey PRIMARY KEY (token_hash),
  constraint sign_in_links_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table ticket_notes (
  id text not null,
  ticket_id text not null,
  author text not null,
  author_name text not null,
  body text not null,
  customer_visible boolean not null default false,
  at timestamp with time zone not null default now(),
  constraint ticket_notes_pkey PRIMARY KEY (id),
  constraint ticket_notes_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
)

table tickets (
  id text not null,
  number bigint not null generated identity,
  type text not null,
  title text not null,
  description text not null default ''::text,
  fields jsonb not null default '{}'::jsonb,
  priority text not null,
  status text not null,
  customer_id text not null,
  conversation_id text,
  assignee_id text,
  version integer not null default 1,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  due_at timestamp with time zone,
  resolved_at timestamp with time zone,
  constraint tickets_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id),
  constraint tickets_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint tickets_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint tickets_number_key UNIQUE (number),
  constraint tickets_pkey PRIMARY KEY (id),
  constraint tickets_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint tickets_status_check CHECK ((status = ANY (ARRAY['open'::text, 'pending'::text, 'resolved'::text, 'closed'::text])))
)

table users (
  id text not null,
  login text not null,
  name text not null,
  name_en text not null default ''::text,
  email text not null default ''::text,
  role text not null,
  skills jsonb not null default '[]'::jsonb,
  languages jsonb not null default '["zh"]'::jsonb,
  capacity integer not null default 5,
  password_hash text,
  must_change_password boolean not null default false,
  disabled boolean not null default false,
  locale text not null default 'zh'::text,
  created_at timestamp with time zone not null default now(),
  signed_in_at timestamp with time zone,
  constraint users_login_key UNIQUE (login),
  constraint users_pkey PRIMARY KEY (id),
  constraint users_role_check CHECK ((role = ANY (ARRAY['administrator'::text, 'supervisor'::text, 'agent'::text, 'operator'::text])))
)

CREATE UNIQUE INDEX api_keys_pkey ON public.api_keys USING btree (id)
CREATE UNIQUE INDEX api_keys_token_hash_key ON public.api_keys USING btree (token_hash)
CREATE INDEX articles_by_status ON public.articles USING btree (status, updated_at DESC)
CREATE UNIQUE INDEX articles_pkey ON public.articles USING btree (id)
CREATE INDEX audit_log_by_time ON public.audit_log USING btree (at DESC)
CREATE UNIQUE INDEX audit_log_pkey ON public.audit_log USING btree (id)
CREATE UNIQUE INDEX canned_replies_pkey ON public.canned_replies USING btree (id)
CREATE UNIQUE INDEX canned_replies_shortcut_language_owner_id_key ON public.canned_replies USING btree (shortcut, language, owner_id) NULLS NOT DISTINCT
CREATE INDEX conversations_by_activity ON public.conversations USING btree (last_message_at DESC, id DESC)
CREATE INDEX conversations_by_assignee ON public.conversations USING btree (assignee_id, status)
CREATE INDEX conversations_by_customer ON public.conversations USING btree (customer_id, last_message_at DESC)
CREATE INDEX conversations_live ON public.conversations USING btree (status, priority DESC, queued_at) WHERE (status = ANY (ARRAY['queued'::text, 'human'::text]))
CREATE UNIQUE INDEX conversations_one_open ON public.conversations USING btree (customer_id, channel) WHERE (status <> 'closed'::text)
CREATE UNIQUE INDEX conversations_pkey ON public.conversations USING btree (id)
CREATE INDEX conversations_unanswered ON public.conversations USING btree (last_message_at) WHERE ((customer_seq > answered_seq) AND (status = 'bot'::text))
CREATE INDEX customer_identities_by_customer ON public.customer_identities USING btree (customer_id)
CREATE UNIQUE INDEX customer_identities_pkey ON public.customer_identities USING btree (channel, address)
CREATE UNIQUE INDEX customers_external_id_key ON public.customers USING btree (external_id)
CREATE UNIQUE INDEX customers_pkey ON public.customers USING btree (id)
CREATE INDEX events_by_conversation ON public.events USING btree (conversation_id, xid, id) WHERE (conversation_id IS NOT NULL)
CREATE INDEX events_by_customer ON public.events USING btree (customer_id, xid, id) WHERE (customer_id IS NOT NULL)
CREATE INDEX events_by_kind ON public.events USING btree (kind, at)
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (xid, id)
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (id)
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (actor, key)
CREATE UNIQUE INDEX messages_by_client_id ON public.messages USING btree (conversation_id, client_id) WHERE (client_id IS NOT NULL)
CREATE UNIQUE INDEX messages_pkey ON public.messages USING btree (conversation_id, seq)
CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)
CREATE UNIQUE INDEX presence_pkey ON public.presence USING btree (user_id)
CREATE UNIQUE INDEX readers_pkey ON public.readers USING btree (name)
CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (token_hash)
CREATE UNIQUE INDEX settings_pkey ON public.settings USING btree (key)
CREATE UNIQUE INDEX sign_in_attempts_pkey ON public.sign_in_attempts USING btree (login_hash)
CREATE UNIQUE INDEX sign_in_links_pkey ON public.sign_in_links USING btree (token_hash)
CREATE INDEX ticket_notes_by_ticket ON public.ticket_notes USING btree (ticket_id, at)
CREATE UNIQUE INDEX ticket_notes_pkey ON public.ticket_notes USING btree (id)
CREATE INDEX tickets_by_conversation ON public.tickets USING btree (conversation_id)
CREATE INDEX tickets_by_customer ON public.tickets USING btree (customer_id, created_at DESC)
CREATE INDEX tickets_by_status ON public.tickets USING btree (status, priority, created_at DESC)
CREATE UNIQUE INDEX tickets_number_key ON public.tickets USING btree (number)
CREATE UNIQUE INDEX tickets_pkey ON public.tickets USING btree (id)
CREATE UNIQUE INDEX users_login_key ON public.users USING btree (login)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
