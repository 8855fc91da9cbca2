-- What the migrations add up to. Regenerate with: npm run schema

table address_blocks (
  id text not null,
  customer_id text not null,
  address_key text not null,
  masked text not null,
  reason text not null,
  blocked_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint address_blocks_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint address_blocks_pkey PRIMARY KEY (id)
)

table agent_phones (
  user_id text not null,
  status text not null,
  node text not null,
  seen_at timestamp with time zone not null default now(),
  constraint agent_phones_pkey PRIMARY KEY (user_id),
  constraint agent_phones_status_check CHECK ((status = ANY (ARRAY['off'::text, 'ready'::text, 'busy'::text])))
)

table agent_profiles (
  user_id text not null,
  levels jsonb not null default '{}'::jsonb,
  channels jsonb not null default '{}'::jsonb,
  serves boolean,
  last_got_at timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  senior boolean not null default false,
  constraint agent_profiles_pkey PRIMARY KEY (user_id),
  constraint agent_profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table alert_channels (
  id text not null,
  kind text not null,
  name text not null,
  sealed text not null,
  hint text not null,
  language text not null default 'zh'::text,
  severities jsonb not null,
  quiet jsonb,
  enabled boolean not null default true,
  sent jsonb not null default '[]'::jsonb,
  paused_until timestamp with time zone,
  busy_until timestamp with time zone,
  last_sent_at timestamp with time zone,
  last_error text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint alert_channels_kind_check CHECK ((kind = ANY (ARRAY['dingtalk'::text, 'feishu'::text, 'wecom'::text, 'email'::text]))),
  constraint alert_channels_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint alert_channels_pkey PRIMARY KEY (id)
)

table alert_outbox (
  id bigint not null generated identity,
  channel_id text not null,
  alert_id text not null,
  what text not null,
  status text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  constraint alert_outbox_channel_id_alert_id_what_key UNIQUE (channel_id, alert_id, what),
  constraint alert_outbox_channel_id_fkey FOREIGN KEY (channel_id) REFERENCES alert_channels(id) ON DELETE CASCADE,
  constraint alert_outbox_pkey PRIMARY KEY (id),
  constraint alert_outbox_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
)

table answer_choices (
  conversation_id text not null,
  seq integer not null,
  at timestamp with time zone not null default now(),
  candidates jsonb not null,
  chosen integer not null,
  offered boolean not null,
  reward double precision,
  reward_from text,
  rewarded_at timestamp with time zone,
  constraint answer_choices_pkey PRIMARY KEY (conversation_id, seq)
)

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

table article_checks (
  article_id text not null,
  version integer not null,
  constraint article_checks_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_checks_pkey PRIMARY KEY (article_id)
)

table article_drafts (
  article_id text not null,
  version integer not null default 1,
  status text not null,
  content jsonb not null,
  edited_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint article_drafts_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_drafts_pkey PRIMARY KEY (article_id),
  constraint article_drafts_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'in_review'::text])))
)

table article_pairs (
  left_id text not null,
  right_id text not null,
  kind text not null,
  score integer not null,
  reason jsonb not null,
  dismissed_by text,
  found_at timestamp with time zone not null default now(),
  constraint article_pairs_kind_check CHECK ((kind = ANY (ARRAY['duplicate'::text, 'conflict'::text]))),
  constraint article_pairs_left_id_fkey FOREIGN KEY (left_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_pairs_pkey PRIMARY KEY (left_id, right_id),
  constraint article_pairs_right_id_fkey FOREIGN KEY (right_id) REFERENCES articles(id) ON DELETE CASCADE
)

table article_reminders (
  article_id text not null,
  valid_until timestamp with time zone not null,
  stage text not null,
  at timestamp with time zone not null default now(),
  constraint article_reminders_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_reminders_pkey PRIMARY KEY (article_id, valid_until, stage)
)

table article_reviews (
  id text not null,
  article_id text not null,
  requested_by text not null,
  requested_at timestamp with time zone not null default now(),
  reviewer_id text,
  note text not null default ''::text,
  outcome text,
  decided_by text,
  decided_at timestamp with time zone,
  comment text not null default ''::text,
  constraint article_reviews_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_reviews_outcome_check CHECK ((outcome = ANY (ARRAY['approved'::text, 'sent-back'::text, 'withdrawn'::text]))),
  constraint article_reviews_pkey PRIMARY KEY (id),
  constraint article_reviews_reviewer_id_fkey FOREIGN KEY (reviewer_id) REFERENCES users(id)
)

table article_suggestions (
  id text not null,
  source text not null,
  source_id text not null,
  status text not null,
  language text not null,
  title text not null,
  body text not null default ''::text,
  questions jsonb not null default '[]'::jsonb,
  category text not null default ''::text,
  size integer not null default 1,
  examples jsonb not null default '[]'::jsonb,
  conversation_id text,
  article_id text,
  decided_by text,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint article_suggestions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE SET NULL,
  constraint article_suggestions_pkey PRIMARY KEY (id),
  constraint article_suggestions_source_check CHECK ((source = ANY (ARRAY['case'::text, 'cluster'::text]))),
  constraint article_suggestions_source_source_id_key UNIQUE (source, source_id),
  constraint article_suggestions_status_check CHECK ((status = ANY (ARRAY['open'::text, 'accepted'::text, 'dismissed'::text])))
)

table article_versions (
  article_id text not null,
  number integer not null,
  content jsonb not null,
  author text not null,
  at timestamp with time zone not null default now(),
  note text not null default ''::text,
  origin text not null,
  published_at timestamp with time zone,
  constraint article_versions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_versions_pkey PRIMARY KEY (article_id, number)
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
  department_id text,
  edited_by text,
  constraint articles_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id),
  constraint articles_pkey PRIMARY KEY (id),
  constraint articles_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'in_review'::text, 'published'::text, 'archived'::text])))
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

table blocks (
  id text not null,
  customer_id text not null,
  reason text not null,
  blocked_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone,
  lifted_at timestamp with time zone,
  lifted_by text,
  constraint blocks_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint blocks_pkey PRIMARY KEY (id)
)

table call_consents (
  id text not null,
  customer_id text not null,
  given boolean not null,
  evidence text not null,
  noted_by text not null,
  noted_at timestamp with time zone not null default now(),
  constraint call_consents_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint call_consents_pkey PRIMARY KEY (id)
)

table call_transfers (
  id text not null,
  call_id text not null,
  kind text not null,
  asked_by text,
  asked_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  how text,
  seconds integer,
  answered_by text,
  constraint call_transfers_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE,
  constraint call_transfers_pkey PRIMARY KEY (id)
)

table call_turns (
  call_id text not null,
  n integer not null,
  at timestamp with time zone not null,
  told_by text not null,
  seq integer,
  engine text,
  quiet_ms integer,
  recognise_ms integer,
  answer_ms integer,
  speak_ms integer,
  send_ms integer,
  total_ms integer,
  constraint call_turns_call_id_fkey FOREIGN KEY (call_id) REFERENCES calls(id) ON DELETE CASCADE,
  constraint call_turns_pkey PRIMARY KEY (call_id, n),
  constraint call_turns_told_by_check CHECK ((told_by = ANY (ARRAY['speech'::text, 'keys'::text])))
)

table calls (
  id text not null,
  customer_id text not null,
  conversation_id text,
  channel text not null,
  transport text not null,
  direction text not null,
  from_address text not null,
  to_address text not null,
  language text not null,
  started_at timestamp with time zone not null default now(),
  answered_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_why text,
  ears text,
  voice text,
  turns integer not null default 0,
  interruptions integer not null default 0,
  answer_ms_p50 integer,
  answer_ms_max integer,
  quality jsonb,
  recording_id text,
  agent_id text,
  joined_at timestamp with time zone,
  talk_seconds integer not null default 0,
  held_seconds integer not null default 0,
  constraint calls_channel_check CHECK ((channel = ANY (ARRAY['phone'::text, 'voice'::text]))),
  constraint calls_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint calls_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint calls_direction_check CHECK ((direction = ANY (ARRAY['in'::text, 'out'::text]))),
  constraint calls_pkey PRIMARY KEY (id)
)

table campaign_numbers (
  campaign_id text not null,
  ordinal integer not null,
  number text not null,
  name text not null,
  language text,
  variables jsonb not null default '{}'::jsonb,
  constraint campaign_numbers_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE CASCADE,
  constraint campaign_numbers_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint campaign_numbers_pkey PRIMARY KEY (campaign_id, ordinal)
)

table campaign_targets (
  id text not null,
  campaign_id text not null,
  customer_id text,
  name text not null,
  number text not null,
  number_key text not null,
  language text not null,
  variables jsonb not null default '{}'::jsonb,
  status text not null,
  why text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  held_until timestamp with time zone,
  attempt_id text,
  call_id text,
  answers jsonb not null default '{}'::jsonb,
  settled_at timestamp with time zone,
  constraint campaign_targets_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE CASCADE,
  constraint campaign_targets_campaign_id_number_key_key UNIQUE (campaign_id, number_key),
  constraint campaign_targets_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE SET NULL,
  constraint campaign_targets_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint campaign_targets_pkey PRIMARY KEY (id)
)

table campaigns (
  id text not null,
  name text not null,
  status text not null,
  plan jsonb not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  changed_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint campaigns_pkey PRIMARY KEY (id),
  constraint campaigns_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'running'::text, 'paused'::text, 'finished'::text, 'cancelled'::text])))
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

table case_labels (
  case_id text not null,
  user_id text not null,
  label jsonb not null,
  at timestamp with time zone not null default now(),
  constraint case_labels_case_id_fkey FOREIGN KEY (case_id) REFERENCES failure_cases(id) ON DELETE CASCADE,
  constraint case_labels_pkey PRIMARY KEY (case_id, user_id)
)

table coaching_notes (
  id text not null,
  agent_id text not null,
  author_id text not null,
  author_name text not null,
  review_id text,
  text text not null,
  at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  constraint coaching_notes_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint coaching_notes_pkey PRIMARY KEY (id),
  constraint coaching_notes_review_id_fkey FOREIGN KEY (review_id) REFERENCES quality_reviews(id) ON DELETE CASCADE
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
  queue_id text,
  tags jsonb not null default '[]'::jsonb,
  snoozed_until timestamp with time zone,
  merged_into text,
  waiting_since timestamp with time zone,
  woken_at timestamp with time zone,
  participants jsonb not null default '[]'::jsonb,
  unanswered_seqs jsonb not null default '[]'::jsonb,
  constraint conversations_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint conversations_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES conversations(id),
  constraint conversations_pkey PRIMARY KEY (id),
  constraint conversations_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint conversations_status_check CHECK ((status = ANY (ARRAY['bot'::text, 'queued'::text, 'human'::text, 'closed'::text])))
)

table customer_addresses (
  customer_id text not null,
  address_key text not null,
  masked text not null,
  seen_at timestamp with time zone not null default now(),
  constraint customer_addresses_pkey PRIMARY KEY (customer_id)
)

table customer_identities (
  channel text not null,
  address text not null,
  customer_id text not null,
  created_at timestamp with time zone not null default now(),
  constraint customer_identities_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint customer_identities_pkey PRIMARY KEY (channel, address)
)

table customer_merges (
  id text not null,
  from_id text not null,
  to_id text not null,
  merged_by text not null,
  merged_at timestamp with time zone not null default now(),
  moved jsonb not null,
  undone_at timestamp with time zone,
  undone_by text,
  constraint customer_merges_from_id_fkey FOREIGN KEY (from_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint customer_merges_pkey PRIMARY KEY (id),
  constraint customer_merges_to_id_fkey FOREIGN KEY (to_id) REFERENCES customers(id) ON DELETE CASCADE
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
  dedicated_agent_id text,
  constraint customers_dedicated_agent_id_fkey FOREIGN KEY (dedicated_agent_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint customers_external_id_key UNIQUE (external_id),
  constraint customers_pkey PRIMARY KEY (id)
)

table department_members (
  department_id text not null,
  user_id text not null,
  constraint department_members_department_id_fkey FOREIGN KEY (department_id) REFERENCES departments(id) ON DELETE CASCADE,
  constraint department_members_pkey PRIMARY KEY (department_id, user_id),
  constraint department_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table departments (
  id text not null,
  name text not null,
  name_en text not null default ''::text,
  author_may_publish boolean not null default true,
  created_at timestamp with time zone not null default now(),
  constraint departments_name_key UNIQUE (name),
  constraint departments_pkey PRIMARY KEY (id)
)

table do_not_call (
  number_key text not null,
  masked text not null,
  source text not null,
  reason text not null,
  campaign_id text,
  added_by text not null,
  added_at timestamp with time zone not null default now(),
  constraint do_not_call_pkey PRIMARY KEY (number_key),
  constraint do_not_call_source_check CHECK ((source = ANY (ARRAY['key'::text, 'words'::text, 'agent'::text, 'import'::text])))
)

table drafts (
  user_id text not null,
  conversation_id text not null,
  text text not null,
  note boolean not null default false,
  updated_at timestamp with time zone not null default now(),
  constraint drafts_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint drafts_pkey PRIMARY KEY (user_id, conversation_id),
  constraint drafts_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table embeddings (
  key text not null,
  vector bytea not null,
  used_at timestamp with time zone not null default now(),
  constraint embeddings_pkey PRIMARY KEY (key)
)

table emotion_alerts (
  id text not null,
  conversation_id text not null,
  customer_id text,
  status text not null,
  severity text not null,
  warning jsonb not null,
  emotion jsonb not null,
  raised_at timestamp with time zone not null default now(),
  raised_seq integer,
  due_at timestamp with time zone,
  escalations integer not null default 0,
  acknowledged_by text,
  claimed_by text,
  claimed_at timestamp with time zone,
  snoozed_by text,
  closed_at timestamp with time zone,
  closed_by text,
  close_reason text,
  version integer not null default 1,
  constraint emotion_alerts_close_reason_check CHECK ((close_reason = ANY (ARRAY['handled'::text, 'false-alarm'::text, 'calmed'::text, 'ended'::text]))),
  constraint emotion_alerts_pkey PRIMARY KEY (id),
  constraint emotion_alerts_severity_check CHECK ((severity = ANY (ARRAY['warning'::text, 'critical'::text]))),
  constraint emotion_alerts_status_check CHECK ((status = ANY (ARRAY['open'::text, 'acknowledged'::text, 'claimed'::text, 'snoozed'::text, 'closed'::text])))
)

table emotion_labels (
  id text not null,
  key text not null,
  language text not null,
  text text not null,
  label text not null,
  level text,
  source text not null,
  conversation_id text,
  seq integer,
  read_as text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint emotion_labels_key_key UNIQUE (key),
  constraint emotion_labels_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint emotion_labels_level_check CHECK ((level = ANY (ARRAY['none'::text, 'low'::text, 'medium'::text, 'high'::text]))),
  constraint emotion_labels_pkey PRIMARY KEY (id),
  constraint emotion_labels_source_check CHECK ((source = ANY (ARRAY['operator'::text, 'annotation'::text, 'import'::text, 'desk'::text])))
)

table emotion_signals (
  conversation_id text not null,
  key text not null,
  at timestamp with time zone not null,
  signal jsonb not null,
  constraint emotion_signals_pkey PRIMARY KEY (conversation_id, key)
)

table emotion_states (
  conversation_id text not null,
  label text not null default 'neutral'::text,
  level text not null default 'none'::text,
  score double precision not null default 0,
  trend text not null default 'steady'::text,
  negative_ratio double precision not null default 0,
  since timestamp with time zone not null default now(),
  because jsonb not null default '[]'::jsonb,
  answered_at timestamp with time zone not null default '1970-01-01 00:00:00+00'::timestamp with time zone,
  signals jsonb not null default '[]'::jsonb,
  updated_at timestamp with time zone not null default now(),
  constraint emotion_states_level_check CHECK ((level = ANY (ARRAY['none'::text, 'low'::text, 'medium'::text, 'high'::text]))),
  constraint emotion_states_pkey PRIMARY KEY (conversation_id),
  constraint emotion_states_trend_check CHECK ((trend = ANY (ARRAY['rising'::text, 'steady'::text, 'falling'::text])))
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

table failure_cases (
  id text not null,
  conversation_id text not null,
  seq integer not null,
  at timestamp with time zone not null default now(),
  language text not null,
  text text not null,
  taken text,
  confidence double precision not null default 0,
  reasons jsonb not null,
  status text not null default 'open'::text,
  cluster_id text,
  label jsonb,
  example_id text,
  labelled_by text,
  labelled_at timestamp with time zone,
  second boolean not null default false,
  disputed boolean not null default false,
  locked_by text,
  locked_until timestamp with time zone,
  skipped_by jsonb not null default '[]'::jsonb,
  kind text not null default 'intent'::text,
  constraint failure_cases_kind_check CHECK ((kind = ANY (ARRAY['intent'::text, 'emotion'::text]))),
  constraint failure_cases_of_message UNIQUE (conversation_id, seq, kind),
  constraint failure_cases_pkey PRIMARY KEY (id),
  constraint failure_cases_status_check CHECK ((status = ANY (ARRAY['open'::text, 'labelled'::text, 'dismissed'::text])))
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

table graph_edges (
  from_id text not null,
  to_id text not null,
  kind text not null,
  constraint graph_edges_from_id_fkey FOREIGN KEY (from_id) REFERENCES graph_nodes(id) ON DELETE CASCADE,
  constraint graph_edges_kind_check CHECK ((kind = ANY (ARRAY['has_fault'::text, 'explained_by'::text, 'shown_in'::text, 'needs_part'::text]))),
  constraint graph_edges_pkey PRIMARY KEY (from_id, to_id, kind),
  constraint graph_edges_to_id_fkey FOREIGN KEY (to_id) REFERENCES graph_nodes(id) ON DELETE CASCADE
)

table graph_nodes (
  id text not null,
  kind text not null,
  ref text not null,
  title text not null,
  title_en text not null default ''::text,
  data jsonb not null default '{}'::jsonb,
  x integer not null default 0,
  y integer not null default 0,
  created_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint graph_nodes_kind_check CHECK ((kind = ANY (ARRAY['product'::text, 'fault_code'::text, 'article'::text, 'video'::text, 'part'::text]))),
  constraint graph_nodes_pkey PRIMARY KEY (id)
)

table history_dialogues (
  id bigint not null generated identity,
  import_id text not null,
  hash bytea not null,
  language text not null,
  turns jsonb not null,
  constraint history_dialogues_hash_key UNIQUE (hash),
  constraint history_dialogues_import_id_fkey FOREIGN KEY (import_id) REFERENCES history_imports(id) ON DELETE CASCADE,
  constraint history_dialogues_pkey PRIMARY KEY (id)
)

table history_imports (
  id text not null,
  name text not null,
  size bigint not null,
  format text not null,
  encoding text not null,
  status text not null default 'uploaded'::text,
  columns jsonb not null,
  sample jsonb not null,
  mapping jsonb not null,
  bytes_read bigint not null default 0,
  report jsonb,
  error text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  touched_at timestamp with time zone not null default now(),
  constraint history_imports_format_check CHECK ((format = ANY (ARRAY['csv'::text, 'jsonl'::text, 'xlsx'::text]))),
  constraint history_imports_pkey PRIMARY KEY (id),
  constraint history_imports_status_check CHECK ((status = ANY (ARRAY['uploaded'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
)

table history_questions (
  id text not null,
  import_id text not null,
  language text not null,
  text text not null,
  times integer not null,
  answer text,
  intent text,
  confidence double precision not null,
  article_id text,
  known text not null,
  used jsonb,
  constraint history_questions_import_id_fkey FOREIGN KEY (import_id) REFERENCES history_imports(id) ON DELETE CASCADE,
  constraint history_questions_known_check CHECK ((known = ANY (ARRAY['intent'::text, 'article'::text, 'unclear'::text, 'unknown'::text]))),
  constraint history_questions_pkey PRIMARY KEY (id)
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

table import_jobs (
  id text not null,
  source jsonb not null,
  options jsonb not null,
  status text not null,
  stage text not null default ''::text,
  progress integer not null default 0,
  counts jsonb not null default '{}'::jsonb,
  error jsonb,
  lease_owner text,
  lease_until timestamp with time zone,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint import_jobs_pkey PRIMARY KEY (id),
  constraint import_jobs_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'parsing'::text, 'ready'::text, 'accepting'::text, 'done'::text, 'failed'::text, 'cancelled'::text, 'undone'::text])))
)

table import_rows (
  job_id text not null,
  n integer not null,
  place jsonb not null,
  content jsonb not null,
  status text not null,
  selected boolean not null,
  related jsonb not null default '[]'::jsonb,
  problem jsonb,
  article_id text,
  article_version integer,
  constraint import_rows_job_id_fkey FOREIGN KEY (job_id) REFERENCES import_jobs(id) ON DELETE CASCADE,
  constraint import_rows_pkey PRIMARY KEY (job_id, n),
  constraint import_rows_status_check CHECK ((status = ANY (ARRAY['new'::text, 'duplicate'::text, 'conflict'::text, 'error'::text, 'accepted'::text, 'undone'::text])))
)

table intent_examples (
  id text not null,
  intent_id text not null,
  language text not null,
  text text not null,
  source text not null,
  active boolean not null default true,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint intent_examples_intent_id_language_text_key UNIQUE (intent_id, language, text),
  constraint intent_examples_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint intent_examples_pkey PRIMARY KEY (id),
  constraint intent_examples_source_check CHECK ((source = ANY (ARRAY['pack'::text, 'operator'::text, 'annotation'::text, 'import'::text])))
)

table llm_cache (
  key text not null,
  use text not null,
  answer jsonb not null,
  expires_at timestamp with time zone not null,
  constraint llm_cache_pkey PRIMARY KEY (key)
)

table llm_usage (
  day text not null,
  use text not null,
  model text not null,
  calls integer not null default 0,
  cached integer not null default 0,
  failed integer not null default 0,
  input_tokens bigint not null default 0,
  output_tokens bigint not null default 0,
  constraint llm_usage_pkey PRIMARY KEY (day, use, model)
)

table macros (
  id text not null,
  owner_id text,
  name text not null,
  steps jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint macros_name_owner_id_key UNIQUE NULLS NOT DISTINCT (name, owner_id),
  constraint macros_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint macros_pkey PRIMARY KEY (id)
)

table message_search (
  conversation_id text not null,
  seq integer not null,
  terms tsvector not null,
  constraint message_search_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint message_search_pkey PRIMARY KEY (conversation_id, seq)
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
  changed jsonb,
  constraint messages_author_kind_check CHECK ((author_kind = ANY (ARRAY['customer'::text, 'bot'::text, 'agent'::text, 'system'::text]))),
  constraint messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint messages_pkey PRIMARY KEY (conversation_id, seq)
)

table migrations (
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint migrations_pkey PRIMARY KEY (name)
)

table model_versions (
  id text not null,
  number bigint not null,
  status text not null,
  data bytea not null,
  evaluator bytea,
  training_set bytea not null,
  inputs_hash text not null,
  content_hash text not null,
  engine text not null,
  intents integer not null,
  examples integer not null,
  report jsonb,
  note text not null default ''::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  released_by text,
  released_at timestamp with time zone,
  kind text not null default 'intent'::text,
  constraint model_versions_kind_check CHECK ((kind = ANY (ARRAY['intent'::text, 'emotion'::text]))),
  constraint model_versions_kind_number_key UNIQUE (kind, number),
  constraint model_versions_pkey PRIMARY KEY (id),
  constraint model_versions_status_check CHECK ((status = ANY (ARRAY['candidate'::text, 'released'::text, 'retired'::text])))
)

table nodes (
  id text not null,
  address text not null,
  seen_at timestamp with time zone not null default now(),
  constraint nodes_pkey PRIMARY KEY (id)
)

table notifications (
  user_id text not null,
  kind text not null,
  conversation_id text not null,
  seq integer not null,
  actor_name text not null,
  text text not null default ''::text,
  at timestamp with time zone not null default now(),
  read_at timestamp with time zone,
  constraint notifications_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint notifications_kind_check CHECK ((kind = ANY (ARRAY['mention'::text, 'assigned'::text, 'escalated'::text]))),
  constraint notifications_pkey PRIMARY KEY (user_id, conversation_id, seq, kind),
  constraint notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table offers_given (
  id text not null,
  conversation_id text not null,
  strategy_id text not null,
  version integer not null,
  n integer not null,
  kind text not null,
  text jsonb not null,
  cost double precision not null,
  given_by text not null,
  given_at timestamp with time zone not null default now(),
  taken_back_at timestamp with time zone,
  issue text,
  reference text,
  tries integer not null default 0,
  next_try_at timestamp with time zone,
  request jsonb,
  through text,
  constraint offers_given_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint offers_given_issue_check CHECK ((issue = ANY (ARRAY['pending'::text, 'issued'::text, 'failed'::text]))),
  constraint offers_given_pkey PRIMARY KEY (id),
  constraint offers_given_through_check CHECK ((through = ANY (ARRAY['voucher'::text, 'business'::text, 'ticket'::text])))
)

table outbound_attempts (
  id text not null,
  campaign_id text,
  target_id text,
  customer_id text,
  number_key text not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  outcome text,
  call_id text,
  constraint outbound_attempts_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaigns(id) ON DELETE SET NULL,
  constraint outbound_attempts_pkey PRIMARY KEY (id)
)

table pack_items (
  kind text not null,
  item_id text not null,
  pack_id text not null,
  hash text not null,
  constraint pack_items_kind_check CHECK ((kind = ANY (ARRAY['article'::text, 'reply'::text, 'term'::text]))),
  constraint pack_items_pack_id_fkey FOREIGN KEY (pack_id) REFERENCES packs(id) ON DELETE CASCADE,
  constraint pack_items_pkey PRIMARY KEY (kind, item_id)
)

table packs (
  id text not null,
  version integer not null,
  files jsonb not null,
  files_hash text not null,
  shown boolean not null default false,
  installed_by text not null,
  installed_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint packs_pkey PRIMARY KEY (id)
)

table practice_runs (
  id text not null,
  user_id text not null,
  scenario_id text not null,
  language text not null,
  state jsonb not null,
  transcript jsonb not null default '[]'::jsonb,
  status text not null,
  score jsonb,
  version integer not null default 1,
  started_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  constraint practice_runs_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint practice_runs_pkey PRIMARY KEY (id),
  constraint practice_runs_status_check CHECK ((status = ANY (ARRAY['open'::text, 'solved'::text, 'left'::text, 'ended'::text]))),
  constraint practice_runs_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
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

table push_messages (
  subscription_id text not null,
  key text not null,
  kind text not null,
  conversation_id text,
  payload jsonb not null,
  at timestamp with time zone not null,
  next_at timestamp with time zone not null,
  attempts integer not null default 0,
  status text not null default 'waiting'::text,
  constraint push_messages_pkey PRIMARY KEY (subscription_id, key),
  constraint push_messages_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'dropped'::text]))),
  constraint push_messages_subscription_id_fkey FOREIGN KEY (subscription_id) REFERENCES push_subscriptions(id) ON DELETE CASCADE
)

table push_subscriptions (
  id text not null,
  user_id text not null,
  session_id text not null,
  sealed text not null,
  kinds jsonb not null,
  language text not null,
  quiet jsonb,
  time_zone text not null,
  connected_at timestamp with time zone,
  renewed_at timestamp with time zone not null,
  constraint push_subscriptions_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint push_subscriptions_pkey PRIMARY KEY (id),
  constraint push_subscriptions_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table quality_reviews (
  id text not null,
  conversation_id text not null,
  scorecard jsonb not null,
  scorecard_id text not null,
  agent_id text not null,
  rule_id text,
  why text not null,
  status text not null,
  inspector_id text,
  automatic jsonb not null default '[]'::jsonb,
  scores jsonb not null default '{}'::jsonb,
  total integer,
  passed boolean,
  comment text not null default ''::text,
  appeal jsonb,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  done_at timestamp with time zone,
  constraint quality_reviews_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES users(id),
  constraint quality_reviews_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint quality_reviews_inspector_id_fkey FOREIGN KEY (inspector_id) REFERENCES users(id),
  constraint quality_reviews_pkey PRIMARY KEY (id),
  constraint quality_reviews_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'done'::text, 'appealed'::text, 'settled'::text]))),
  constraint quality_reviews_why_check CHECK ((why = ANY (ARRAY['rule'::text, 'hand'::text, 'calibration'::text])))
)

table queue_entries (
  conversation_id text not null,
  queued_at timestamp with time zone not null,
  queue_id text not null,
  assigned_to text,
  assigned_at timestamp with time zone,
  offer_until timestamp with time zone,
  passed jsonb not null default '[]'::jsonb,
  constraint queue_entries_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint queue_entries_pkey PRIMARY KEY (conversation_id)
)

table queues (
  id text not null,
  position integer not null,
  settings jsonb not null,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint queues_pkey PRIMARY KEY (id)
)

table readers (
  name text not null,
  xid xid8 not null,
  id bigint not null,
  advanced_at timestamp with time zone not null default now(),
  constraint readers_pkey PRIMARY KEY (name)
)

table recording_lines (
  call_id text not null,
  ordinal integer not null,
  side text not null,
  from_ms integer not null,
  to_ms integer not null,
  text text not null,
  seq integer,
  constraint recording_lines_call_id_fkey FOREIGN KEY (call_id) REFERENCES recordings(call_id) ON DELETE CASCADE,
  constraint recording_lines_pkey PRIMARY KEY (call_id, ordinal),
  constraint recording_lines_side_check CHECK ((side = ANY (ARRAY['caller'::text, 'ours'::text])))
)

table recordings (
  call_id text not null,
  conversation_id text,
  customer_id text,
  status text not null,
  locked_key text,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  duration_ms integer not null default 0,
  gaps jsonb not null default '[]'::jsonb,
  peaks jsonb not null default '{"ours": [], "caller": []}'::jsonb,
  expires_at timestamp with time zone not null,
  paused text,
  constraint recordings_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE SET NULL,
  constraint recordings_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE SET NULL,
  constraint recordings_paused_check CHECK ((paused = ANY (ARRAY['card-number'::text, 'asked'::text, 'held'::text]))),
  constraint recordings_pkey PRIMARY KEY (call_id),
  constraint recordings_status_check CHECK ((status = ANY (ARRAY['recording'::text, 'kept'::text, 'purged'::text])))
)

table roster_days (
  user_id text not null,
  date text not null,
  draft jsonb not null,
  published jsonb,
  constraint roster_days_date_check CHECK ((date ~ '^\d{4}-\d\d-\d\d$'::text)),
  constraint roster_days_pkey PRIMARY KEY (user_id, date),
  constraint roster_days_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table roster_requests (
  id text not null,
  user_id text not null,
  kind text not null,
  from_date text not null,
  to_date text not null,
  leave text,
  shift jsonb,
  colleague_id text,
  their_date text,
  their_shift jsonb,
  agreed boolean,
  note text not null default ''::text,
  status text not null default 'waiting'::text,
  answer text not null default ''::text,
  decided_by text,
  decided_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint roster_requests_colleague_id_fkey FOREIGN KEY (colleague_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint roster_requests_kind_check CHECK ((kind = ANY (ARRAY['leave'::text, 'swap'::text]))),
  constraint roster_requests_pkey PRIMARY KEY (id),
  constraint roster_requests_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'approved'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint roster_requests_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table roster_weeks (
  monday text not null,
  published_by text not null,
  published_at timestamp with time zone not null,
  constraint roster_weeks_monday_check CHECK ((monday ~ '^\d{4}-\d\d-\d\d$'::text)),
  constraint roster_weeks_pkey PRIMARY KEY (monday)
)

table routing_policies (
  version bigint not null generated identity,
  status text not null default 'draft'::text,
  rules jsonb not null,
  note text not null default ''::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  released_by text,
  released_at timestamp with time zone,
  constraint routing_policies_pkey PRIMARY KEY (version),
  constraint routing_policies_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'released'::text, 'retired'::text])))
)

table sampling_rules (
  id text not null,
  name text not null,
  scorecard_id text not null,
  trigger text not null,
  share integer not null,
  agent_id text,
  channel text,
  active boolean not null default true,
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  queue_id text,
  name_en text not null default ''::text,
  constraint sampling_rules_agent_id_fkey FOREIGN KEY (agent_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint sampling_rules_pkey PRIMARY KEY (id),
  constraint sampling_rules_scorecard_id_fkey FOREIGN KEY (scorecard_id) REFERENCES scorecards(id),
  constraint sampling_rules_share_check CHECK (((share >= 1) AND (share <= 100))),
  constraint sampling_rules_trigger_check CHECK ((trigger = ANY (ARRAY['any'::text, 'bad-rating'::text, 'emotion-alert'::text, 'transfer'::text])))
)

table saved_views (
  id text not null,
  owner_id text,
  name text not null,
  filters jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint saved_views_name_owner_id_key UNIQUE NULLS NOT DISTINCT (name, owner_id),
  constraint saved_views_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES users(id) ON DELETE CASCADE,
  constraint saved_views_pkey PRIMARY KEY (id)
)

table scorecards (
  id text not null,
  name text not null,
  name_en text not null default ''::text,
  criteria jsonb not null,
  pass_mark integer not null default 80,
  active boolean not null default true,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint scorecards_pkey PRIMARY KEY (id)
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

table shift_templates (
  id text not null,
  name text not null,
  shift jsonb not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint shift_templates_name_key UNIQUE (name),
  constraint shift_templates_pkey PRIMARY KEY (id)
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

table solved_cases (
  conversation_id text not null,
  language text not null,
  question text not null,
  questions jsonb not null default '[]'::jsonb,
  answer text not null,
  intent text,
  rating integer not null,
  agent_id text,
  closed_at timestamp with time zone not null,
  constraint solved_cases_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint solved_cases_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint solved_cases_pkey PRIMARY KEY (conversation_id)
)

table strategy_draft (
  one boolean not null default true,
  lines jsonb not null,
  changed_by text not null,
  changed_at timestamp with time zone not null default now(),
  constraint strategy_draft_one_check CHECK (one),
  constraint strategy_draft_pkey PRIMARY KEY (one)
)

table strategy_versions (
  version integer not null generated identity,
  lines jsonb not null,
  note text not null default ''::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint strategy_versions_pkey PRIMARY KEY (version)
)

table team_members (
  team_id text not null,
  user_id text not null,
  constraint team_members_pkey PRIMARY KEY (team_id, user_id),
  constraint team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams(id) ON DELETE CASCADE,
  constraint team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
)

table teams (
  id text not null,
  name text not null,
  lead_id text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint teams_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES users(id) ON DELETE SET NULL,
  constraint teams_name_key UNIQUE (name),
  constraint teams_pkey PRIMARY KEY (id)
)

table terms (
  id text not null,
  term text not null,
  language text not null,
  synonyms jsonb not null default '[]'::jsonb,
  product_id text,
  pack_id text,
  position integer not null default 0,
  updated_by text not null,
  updated_at timestamp with time zone not null default now(),
  constraint terms_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text, 'any'::text]))),
  constraint terms_pkey PRIMARY KEY (id)
)

table ticket_approvals (
  ticket_id text not null,
  step integer not null,
  name text not null,
  name_en text not null,
  role text not null,
  status text not null default 'waiting'::text,
  decided_by text,
  decided_at timestamp with time zone,
  comment text not null default ''::text,
  constraint ticket_approvals_pkey PRIMARY KEY (ticket_id, step),
  constraint ticket_approvals_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'approved'::text, 'rejected'::text]))),
  constraint ticket_approvals_ticket_id_fkey FOREIGN KEY (ticket_id) REFERENCES tickets(id) ON DELETE CASCADE
)

table ticket_links (
  from_id text not null,
  to_id text not null,
  kind text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint ticket_links_check CHECK ((from_id <> to_id)),
  constraint ticket_links_from_id_fkey FOREIGN KEY (from_id) REFERENCES tickets(id) ON DELETE CASCADE,
  constraint ticket_links_kind_check CHECK ((kind = ANY (ARRAY['related'::text, 'parent'::text]))),
  constraint ticket_links_pkey PRIMARY KEY (from_id, to_id),
  constraint ticket_links_to_id_fkey FOREIGN KEY (to_id) REFERENCES tickets(id) ON DELETE CASCADE
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

table ticket_rule_runs (
  rule_id text not null,
  fact text not null,
  ticket_id text,
  conversation_id text,
  outcome jsonb not null default '[]'::jsonb,
  at timestamp with time zone not null default now(),
  constraint ticket_rule_runs_pkey PRIMARY KEY (rule_id, fact),
  constraint ticket_rule_runs_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES ticket_rules(id) ON DELETE CASCADE
)

table ticket_rule_work (
  rule_id text not null,
  fact text not null,
  n integer not null,
  payload jsonb not null,
  tries integer not null default 0,
  due_at timestamp with time zone not null default now(),
  constraint ticket_rule_work_pkey PRIMARY KEY (rule_id, fact, n),
  constraint ticket_rule_work_rule_id_fkey FOREIGN KEY (rule_id) REFERENCES ticket_rules(id) ON DELETE CASCADE
)

table ticket_rules (
  id text not null,
  name text not null,
  name_en text not null default ''::text,
  on_event text not null,
  conditions jsonb not null default '[]'::jsonb,
  actions jsonb not null,
  active boolean not null default true,
  position integer not null default 100,
  version integer not null default 1,
  updated_by text not null default 'system'::text,
  updated_at timestamp with time zone not null default now(),
  constraint ticket_rules_pkey PRIMARY KEY (id)
)

table ticket_states (
  id text not null,
  status text not null,
  name text not null,
  name_en text not null,
  colour text not null,
  position integer not null default 100,
  active boolean not null default true,
  updated_by text not null default 'system'::text,
  updated_at timestamp with time zone not null default now(),
  constraint ticket_states_colour_check CHECK ((colour = ANY (ARRAY['action'::text, 'person'::text, 'good'::text, 'quiet'::text, 'risk'::text, 'blue'::text, 'violet'::text, 'rose'::text]))),
  constraint ticket_states_id_status_key UNIQUE (id, status),
  constraint ticket_states_pkey PRIMARY KEY (id),
  constraint ticket_states_status_check CHECK ((status = ANY (ARRAY['open'::text, 'pending'::text, 'resolved'::text, 'closed'::text])))
)

table ticket_types (
  id text not null,
  name text not null,
  name_en text not null,
  fields jsonb not null default '[]'::jsonb,
  templates jsonb not null default '[]'::jsonb,
  approval jsonb not null default '[]'::jsonb,
  priority text not null default 'normal'::text,
  skill text,
  targets jsonb,
  around_the_clock boolean not null default false,
  position integer not null default 100,
  active boolean not null default true,
  updated_by text not null default 'system'::text,
  updated_at timestamp with time zone not null default now(),
  constraint ticket_types_pkey PRIMARY KEY (id),
  constraint ticket_types_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text])))
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
  skill text,
  first_response_due_at timestamp with time zone,
  first_response_warn_at timestamp with time zone,
  first_responded_at timestamp with time zone,
  first_response_sla text not null default 'running'::text,
  warn_at timestamp with time zone,
  resolution_sla text not null default 'running'::text,
  paused_at timestamp with time zone,
  paused_minutes integer not null default 0,
  merged_into text,
  title_en text not null default ''::text,
  state text not null default 'open'::text,
  constraint tickets_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES users(id),
  constraint tickets_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id),
  constraint tickets_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint tickets_first_response_sla_check CHECK ((first_response_sla = ANY (ARRAY['running'::text, 'warned'::text, 'breached'::text]))),
  constraint tickets_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES tickets(id),
  constraint tickets_number_key UNIQUE (number),
  constraint tickets_pkey PRIMARY KEY (id),
  constraint tickets_priority_check CHECK ((priority = ANY (ARRAY['low'::text, 'normal'::text, 'high'::text, 'urgent'::text]))),
  constraint tickets_resolution_sla_check CHECK ((resolution_sla = ANY (ARRAY['running'::text, 'warned'::text, 'breached'::text]))),
  constraint tickets_state_fits FOREIGN KEY (state, status) REFERENCES ticket_states(id, status),
  constraint tickets_status_check CHECK ((status = ANY (ARRAY['open'::text, 'pending'::text, 'resolved'::text, 'closed'::text]))),
  constraint tickets_type_known FOREIGN KEY (type) REFERENCES ticket_types(id)
)

table training_runs (
  id text not null,
  state text not null,
  trigger text not null,
  step text not null,
  progress integer not null default 0,
  version_id text,
  outcome text,
  error text,
  note text not null default ''::text,
  started_by text not null,
  started_at timestamp with time zone not null default now(),
  heartbeat_at timestamp with time zone not null default now(),
  ended_at timestamp with time zone,
  kind text not null default 'intent'::text,
  constraint training_runs_kind_check CHECK ((kind = ANY (ARRAY['intent'::text, 'emotion'::text]))),
  constraint training_runs_outcome_check CHECK ((outcome = ANY (ARRAY['released'::text, 'candidate'::text, 'unchanged'::text]))),
  constraint training_runs_pkey PRIMARY KEY (id),
  constraint training_runs_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'failed'::text]))),
  constraint training_runs_trigger_check CHECK ((trigger = ANY (ARRAY['manual'::text, 'weekly'::text, 'content'::text, 'feedback'::text])))
)

table transcript_mails (
  id text not null,
  conversation_id text not null,
  requested_by text not null,
  sealed text,
  hint text not null,
  address_key text not null,
  language text not null,
  status text not null default 'waiting'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null default now(),
  created_at timestamp with time zone not null default now(),
  constraint transcript_mails_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint transcript_mails_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint transcript_mails_pkey PRIMARY KEY (id),
  constraint transcript_mails_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text])))
)

table transfer_scores (
  conversation_id text not null,
  verdict text not null,
  reasons jsonb not null default '[]'::jsonb,
  reason text,
  intent text,
  confidence double precision not null default 0,
  language text not null,
  rating integer,
  closed_at timestamp with time zone not null,
  scored_at timestamp with time zone not null default now(),
  constraint transfer_scores_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint transfer_scores_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint transfer_scores_pkey PRIMARY KEY (conversation_id),
  constraint transfer_scores_verdict_check CHECK ((verdict = ANY (ARRAY['right'::text, 'not-needed'::text, 'missed'::text, 'unclear'::text])))
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

table verification_challenges (
  id text not null,
  conversation_id text not null,
  requester_id text not null,
  customer_id text,
  method text not null,
  address_key text,
  hint text not null default ''::text,
  secret jsonb not null,
  state text not null default 'open'::text,
  tries integer not null default 0,
  begun_by text not null,
  created_at timestamp with time zone not null default now(),
  sent_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint verification_challenges_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint verification_challenges_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint verification_challenges_method_check CHECK ((method = ANY (ARRAY['sms'::text, 'email'::text, 'questions'::text, 'voiceprint'::text]))),
  constraint verification_challenges_pkey PRIMARY KEY (id),
  constraint verification_challenges_state_check CHECK ((state = ANY (ARRAY['open'::text, 'passed'::text, 'failed'::text, 'expired'::text, 'replaced'::text])))
)

table verification_links (
  id text not null,
  token_hash text not null,
  conversation_id text not null,
  purpose text not null,
  note text not null,
  language text not null,
  way text not null,
  hint text not null default ''::text,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint verification_links_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint verification_links_language_check CHECK ((language = ANY (ARRAY['zh'::text, 'en'::text]))),
  constraint verification_links_pkey PRIMARY KEY (id),
  constraint verification_links_purpose_check CHECK ((purpose = ANY (ARRAY['verify'::text, 'sign'::text, 'upload'::text]))),
  constraint verification_links_token_hash_key UNIQUE (token_hash),
  constraint verification_links_way_check CHECK ((way = ANY (ARRAY['sms'::text, 'email'::text, 'chat'::text, 'show'::text])))
)

table verification_locks (
  subject text not null,
  failures integer not null,
  last_failed_at timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint verification_locks_pkey PRIMARY KEY (subject)
)

table verification_proofs (
  conversation_id text not null,
  customer_id text not null,
  method text not null,
  rank integer not null,
  challenge_id text not null,
  at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint verification_proofs_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES verification_challenges(id),
  constraint verification_proofs_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint verification_proofs_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id),
  constraint verification_proofs_pkey PRIMARY KEY (conversation_id)
)

table verification_sends (
  id text not null,
  address_key text not null,
  requester_id text not null,
  customer_id text,
  at timestamp with time zone not null default now(),
  constraint verification_sends_pkey PRIMARY KEY (id)
)

table voice_consents (
  id text not null,
  call_id text not null,
  customer_id text,
  purpose text not null,
  given boolean not null,
  how text not null,
  notice text not null,
  at timestamp with time zone not null default now(),
  constraint voice_consents_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint voice_consents_how_check CHECK ((how = ANY (ARRAY['stayed'::text, 'key'::text, 'words'::text, 'screen'::text, 'agent'::text]))),
  constraint voice_consents_pkey PRIMARY KEY (id),
  constraint voice_consents_purpose_check CHECK ((purpose = ANY (ARRAY['recording'::text, 'voice-emotion'::text, 'voiceprint'::text])))
)

table voice_menus (
  version integer not null,
  menu jsonb not null,
  saved_by text not null,
  note text not null default ''::text,
  at timestamp with time zone not null default now(),
  constraint voice_menus_pkey PRIMARY KEY (version)
)

table voiceprints (
  customer_id text not null,
  sealed text not null,
  model text not null,
  notice text not null,
  created_by text not null,
  created_at timestamp with time zone not null default now(),
  constraint voiceprints_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES customers(id) ON DELETE CASCADE,
  constraint voiceprints_pkey PRIMARY KEY (customer_id)
)

table wait_alerts (
  conversation_id text not null,
  since timestamp with time zone not null,
  what text not null,
  at timestamp with time zone not null default now(),
  constraint wait_alerts_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES conversations(id) ON DELETE CASCADE,
  constraint wait_alerts_pkey PRIMARY KEY (conversation_id, since, what),
  constraint wait_alerts_what_check CHECK ((what = ANY (ARRAY['unanswered'::text, 'overflow'::text])))
)

CREATE INDEX address_blocks_by_customer ON public.address_blocks USING btree (customer_id)
CREATE INDEX address_blocks_by_end ON public.address_blocks USING btree (expires_at)
CREATE UNIQUE INDEX address_blocks_pkey ON public.address_blocks USING btree (id)
CREATE UNIQUE INDEX agent_phones_pkey ON public.agent_phones USING btree (user_id)
CREATE UNIQUE INDEX agent_profiles_pkey ON public.agent_profiles USING btree (user_id)
CREATE UNIQUE INDEX alert_channels_pkey ON public.alert_channels USING btree (id)
CREATE UNIQUE INDEX alert_outbox_channel_id_alert_id_what_key ON public.alert_outbox USING btree (channel_id, alert_id, what)
CREATE UNIQUE INDEX alert_outbox_pkey ON public.alert_outbox USING btree (id)
CREATE INDEX alert_outbox_waiting ON public.alert_outbox USING btree (channel_id, next_at) WHERE (status = 'waiting'::text)
CREATE INDEX answer_choices_by_time ON public.answer_choices USING btree (at DESC)
CREATE UNIQUE INDEX answer_choices_pkey ON public.answer_choices USING btree (conversation_id, seq)
CREATE UNIQUE INDEX api_keys_pkey ON public.api_keys USING btree (id)
CREATE UNIQUE INDEX api_keys_token_hash_key ON public.api_keys USING btree (token_hash)
CREATE UNIQUE INDEX article_checks_pkey ON public.article_checks USING btree (article_id)
CREATE UNIQUE INDEX article_drafts_pkey ON public.article_drafts USING btree (article_id)
CREATE UNIQUE INDEX article_pairs_pkey ON public.article_pairs USING btree (left_id, right_id)
CREATE UNIQUE INDEX article_reminders_pkey ON public.article_reminders USING btree (article_id, valid_until, stage)
CREATE INDEX article_reviews_by_article ON public.article_reviews USING btree (article_id, requested_at)
CREATE UNIQUE INDEX article_reviews_one_open ON public.article_reviews USING btree (article_id) WHERE (outcome IS NULL)
CREATE UNIQUE INDEX article_reviews_pkey ON public.article_reviews USING btree (id)
CREATE INDEX article_suggestions_open ON public.article_suggestions USING btree (status, created_at DESC)
CREATE UNIQUE INDEX article_suggestions_pkey ON public.article_suggestions USING btree (id)
CREATE UNIQUE INDEX article_suggestions_source_source_id_key ON public.article_suggestions USING btree (source, source_id)
CREATE UNIQUE INDEX article_versions_pkey ON public.article_versions USING btree (article_id, number)
CREATE INDEX articles_by_department ON public.articles USING btree (department_id)
CREATE INDEX articles_by_end ON public.articles USING btree (valid_until) WHERE (valid_until IS NOT NULL)
CREATE INDEX articles_by_status ON public.articles USING btree (status, updated_at DESC)
CREATE UNIQUE INDEX articles_pkey ON public.articles USING btree (id)
CREATE INDEX audit_log_by_time ON public.audit_log USING btree (at DESC)
CREATE UNIQUE INDEX audit_log_pkey ON public.audit_log USING btree (id)
CREATE INDEX blocks_by_customer ON public.blocks USING btree (customer_id, created_at DESC)
CREATE INDEX blocks_in_force ON public.blocks USING btree (created_at) WHERE (lifted_at IS NULL)
CREATE UNIQUE INDEX blocks_pkey ON public.blocks USING btree (id)
CREATE INDEX call_consents_by_customer ON public.call_consents USING btree (customer_id, noted_at DESC)
CREATE UNIQUE INDEX call_consents_pkey ON public.call_consents USING btree (id)
CREATE INDEX call_transfers_by_call ON public.call_transfers USING btree (call_id)
CREATE INDEX call_transfers_by_time ON public.call_transfers USING btree (asked_at)
CREATE UNIQUE INDEX call_transfers_pkey ON public.call_transfers USING btree (id)
CREATE UNIQUE INDEX call_turns_pkey ON public.call_turns USING btree (call_id, n)
CREATE INDEX calls_conversation ON public.calls USING btree (conversation_id)
CREATE INDEX calls_customer ON public.calls USING btree (customer_id, started_at DESC)
CREATE UNIQUE INDEX calls_pkey ON public.calls USING btree (id)
CREATE INDEX calls_started ON public.calls USING btree (started_at DESC, id DESC)
CREATE UNIQUE INDEX campaign_numbers_pkey ON public.campaign_numbers USING btree (campaign_id, ordinal)
CREATE UNIQUE INDEX campaign_targets_campaign_id_number_key_key ON public.campaign_targets USING btree (campaign_id, number_key)
CREATE INDEX campaign_targets_due ON public.campaign_targets USING btree (campaign_id, status, next_at)
CREATE INDEX campaign_targets_held ON public.campaign_targets USING btree (held_until) WHERE (status = 'calling'::text)
CREATE UNIQUE INDEX campaign_targets_pkey ON public.campaign_targets USING btree (id)
CREATE INDEX campaigns_latest ON public.campaigns USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX campaigns_pkey ON public.campaigns USING btree (id)
CREATE INDEX campaigns_running ON public.campaigns USING btree (id) WHERE (status = 'running'::text)
CREATE UNIQUE INDEX canned_replies_pkey ON public.canned_replies USING btree (id)
CREATE UNIQUE INDEX canned_replies_shortcut_language_owner_id_key ON public.canned_replies USING btree (shortcut, language, owner_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX case_labels_pkey ON public.case_labels USING btree (case_id, user_id)
CREATE INDEX coaching_notes_by_agent ON public.coaching_notes USING btree (agent_id, at DESC)
CREATE UNIQUE INDEX coaching_notes_pkey ON public.coaching_notes USING btree (id)
CREATE INDEX conversations_asleep ON public.conversations USING btree (snoozed_until) WHERE (snoozed_until IS NOT NULL)
CREATE INDEX conversations_by_activity ON public.conversations USING btree (last_message_at DESC, id DESC)
CREATE INDEX conversations_by_assignee ON public.conversations USING btree (assignee_id, status)
CREATE INDEX conversations_by_customer ON public.conversations USING btree (customer_id, last_message_at DESC)
CREATE INDEX conversations_by_merge ON public.conversations USING btree (merged_into) WHERE (merged_into IS NOT NULL)
CREATE INDEX conversations_by_tag ON public.conversations USING gin (tags jsonb_path_ops)
CREATE INDEX conversations_live ON public.conversations USING btree (status, priority DESC, queued_at) WHERE (status = ANY (ARRAY['queued'::text, 'human'::text]))
CREATE UNIQUE INDEX conversations_one_open ON public.conversations USING btree (customer_id, channel) WHERE (status <> 'closed'::text)
CREATE UNIQUE INDEX conversations_pkey ON public.conversations USING btree (id)
CREATE INDEX conversations_unanswered ON public.conversations USING btree (last_message_at) WHERE ((customer_seq > answered_seq) AND (status = 'bot'::text))
CREATE INDEX customer_addresses_by_age ON public.customer_addresses USING btree (seen_at)
CREATE INDEX customer_addresses_by_key ON public.customer_addresses USING btree (address_key)
CREATE UNIQUE INDEX customer_addresses_pkey ON public.customer_addresses USING btree (customer_id)
CREATE INDEX customer_identities_by_customer ON public.customer_identities USING btree (customer_id)
CREATE UNIQUE INDEX customer_identities_pkey ON public.customer_identities USING btree (channel, address)
CREATE INDEX customer_merges_from ON public.customer_merges USING btree (from_id) WHERE (undone_at IS NULL)
CREATE INDEX customer_merges_into ON public.customer_merges USING btree (to_id, merged_at DESC)
CREATE UNIQUE INDEX customer_merges_pkey ON public.customer_merges USING btree (id)
CREATE UNIQUE INDEX customers_external_id_key ON public.customers USING btree (external_id)
CREATE INDEX customers_merged ON public.customers USING btree (((attributes ->> 'mergedInto'::text))) WHERE ((attributes ->> 'mergedInto'::text) IS NOT NULL)
CREATE UNIQUE INDEX customers_pkey ON public.customers USING btree (id)
CREATE INDEX department_members_by_user ON public.department_members USING btree (user_id)
CREATE UNIQUE INDEX department_members_pkey ON public.department_members USING btree (department_id, user_id)
CREATE UNIQUE INDEX departments_name_key ON public.departments USING btree (name)
CREATE UNIQUE INDEX departments_pkey ON public.departments USING btree (id)
CREATE INDEX do_not_call_latest ON public.do_not_call USING btree (added_at DESC, number_key DESC)
CREATE UNIQUE INDEX do_not_call_pkey ON public.do_not_call USING btree (number_key)
CREATE UNIQUE INDEX drafts_pkey ON public.drafts USING btree (user_id, conversation_id)
CREATE INDEX embeddings_by_use ON public.embeddings USING btree (used_at)
CREATE UNIQUE INDEX embeddings_pkey ON public.embeddings USING btree (key)
CREATE INDEX emotion_alerts_by_time ON public.emotion_alerts USING btree (raised_at DESC, id DESC)
CREATE INDEX emotion_alerts_due ON public.emotion_alerts USING btree (due_at) WHERE (due_at IS NOT NULL)
CREATE UNIQUE INDEX emotion_alerts_one_open ON public.emotion_alerts USING btree (conversation_id) WHERE (status <> 'closed'::text)
CREATE UNIQUE INDEX emotion_alerts_pkey ON public.emotion_alerts USING btree (id)
CREATE INDEX emotion_labels_by_time ON public.emotion_labels USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX emotion_labels_key_key ON public.emotion_labels USING btree (key)
CREATE UNIQUE INDEX emotion_labels_pkey ON public.emotion_labels USING btree (id)
CREATE INDEX emotion_signals_by_time ON public.emotion_signals USING btree (conversation_id, at DESC, key DESC)
CREATE UNIQUE INDEX emotion_signals_pkey ON public.emotion_signals USING btree (conversation_id, key)
CREATE INDEX emotion_states_heated ON public.emotion_states USING btree (score DESC) WHERE (level <> 'none'::text)
CREATE UNIQUE INDEX emotion_states_pkey ON public.emotion_states USING btree (conversation_id)
CREATE INDEX events_by_conversation ON public.events USING btree (conversation_id, xid, id) WHERE (conversation_id IS NOT NULL)
CREATE INDEX events_by_customer ON public.events USING btree (customer_id, xid, id) WHERE (customer_id IS NOT NULL)
CREATE INDEX events_by_kind ON public.events USING btree (kind, at)
CREATE INDEX events_of_strategies ON public.events USING btree (conversation_id, id) WHERE (kind = ANY (ARRAY['strategy.applied'::text, 'strategy.ended'::text]))
CREATE UNIQUE INDEX events_pkey ON public.events USING btree (xid, id)
CREATE INDEX failure_cases_by_time ON public.failure_cases USING btree (at DESC, id DESC)
CREATE INDEX failure_cases_feelings ON public.failure_cases USING btree (text) WHERE (kind = 'emotion'::text)
CREATE INDEX failure_cases_feelings_by_time ON public.failure_cases USING btree (at) WHERE (kind = 'emotion'::text)
CREATE UNIQUE INDEX failure_cases_of_message ON public.failure_cases USING btree (conversation_id, seq, kind)
CREATE INDEX failure_cases_open ON public.failure_cases USING btree (kind, status, cluster_id)
CREATE UNIQUE INDEX failure_cases_pkey ON public.failure_cases USING btree (id)
CREATE INDEX failure_cases_second ON public.failure_cases USING btree (id) WHERE (second AND (status = 'labelled'::text))
CREATE UNIQUE INDEX files_pkey ON public.files USING btree (id)
CREATE INDEX graph_edges_by_end ON public.graph_edges USING btree (to_id)
CREATE UNIQUE INDEX graph_edges_pkey ON public.graph_edges USING btree (from_id, to_id, kind)
CREATE INDEX graph_nodes_by_ref ON public.graph_nodes USING btree (kind, ref)
CREATE UNIQUE INDEX graph_nodes_pkey ON public.graph_nodes USING btree (id)
CREATE UNIQUE INDEX history_dialogues_hash_key ON public.history_dialogues USING btree (hash)
CREATE INDEX history_dialogues_of_import ON public.history_dialogues USING btree (import_id, id)
CREATE UNIQUE INDEX history_dialogues_pkey ON public.history_dialogues USING btree (id)
CREATE INDEX history_imports_by_time ON public.history_imports USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX history_imports_pkey ON public.history_imports USING btree (id)
CREATE INDEX history_questions_of_import ON public.history_questions USING btree (import_id, known, times DESC, id)
CREATE UNIQUE INDEX history_questions_pkey ON public.history_questions USING btree (id)
CREATE INDEX idempotency_keys_by_age ON public.idempotency_keys USING btree (created_at)
CREATE UNIQUE INDEX idempotency_keys_pkey ON public.idempotency_keys USING btree (actor, key)
CREATE UNIQUE INDEX import_jobs_pkey ON public.import_jobs USING btree (id)
CREATE UNIQUE INDEX import_rows_pkey ON public.import_rows USING btree (job_id, n)
CREATE UNIQUE INDEX intent_examples_intent_id_language_text_key ON public.intent_examples USING btree (intent_id, language, text)
CREATE UNIQUE INDEX intent_examples_pkey ON public.intent_examples USING btree (id)
CREATE INDEX llm_cache_by_expiry ON public.llm_cache USING btree (expires_at)
CREATE UNIQUE INDEX llm_cache_pkey ON public.llm_cache USING btree (key)
CREATE UNIQUE INDEX llm_usage_pkey ON public.llm_usage USING btree (day, use, model)
CREATE UNIQUE INDEX macros_name_owner_id_key ON public.macros USING btree (name, owner_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX macros_pkey ON public.macros USING btree (id)
CREATE INDEX message_search_by_term ON public.message_search USING gin (terms)
CREATE UNIQUE INDEX message_search_pkey ON public.message_search USING btree (conversation_id, seq)
CREATE UNIQUE INDEX messages_by_client_id ON public.messages USING btree (conversation_id, client_id) WHERE (client_id IS NOT NULL)
CREATE UNIQUE INDEX messages_pkey ON public.messages USING btree (conversation_id, seq)
CREATE UNIQUE INDEX migrations_pkey ON public.migrations USING btree (name)
CREATE UNIQUE INDEX model_versions_kind_number_key ON public.model_versions USING btree (kind, number)
CREATE UNIQUE INDEX model_versions_one_released ON public.model_versions USING btree (kind) WHERE (status = 'released'::text)
CREATE UNIQUE INDEX model_versions_pkey ON public.model_versions USING btree (id)
CREATE UNIQUE INDEX nodes_pkey ON public.nodes USING btree (id)
CREATE INDEX notifications_latest ON public.notifications USING btree (user_id, at DESC)
CREATE UNIQUE INDEX notifications_pkey ON public.notifications USING btree (user_id, conversation_id, seq, kind)
CREATE INDEX notifications_unread ON public.notifications USING btree (user_id) WHERE (read_at IS NULL)
CREATE INDEX offers_given_by_conversation ON public.offers_given USING btree (conversation_id)
CREATE UNIQUE INDEX offers_given_pkey ON public.offers_given USING btree (id)
CREATE INDEX offers_to_issue ON public.offers_given USING btree (next_try_at) WHERE (issue = 'pending'::text)
CREATE INDEX outbound_attempts_campaign ON public.outbound_attempts USING btree (campaign_id, started_at DESC)
CREATE INDEX outbound_attempts_number ON public.outbound_attempts USING btree (number_key, started_at DESC)
CREATE UNIQUE INDEX outbound_attempts_pkey ON public.outbound_attempts USING btree (id)
CREATE INDEX pack_items_by_pack ON public.pack_items USING btree (pack_id)
CREATE UNIQUE INDEX pack_items_pkey ON public.pack_items USING btree (kind, item_id)
CREATE UNIQUE INDEX packs_one_shown ON public.packs USING btree (shown) WHERE shown
CREATE UNIQUE INDEX packs_pkey ON public.packs USING btree (id)
CREATE INDEX practice_runs_by_user ON public.practice_runs USING btree (user_id, started_at DESC)
CREATE UNIQUE INDEX practice_runs_pkey ON public.practice_runs USING btree (id)
CREATE UNIQUE INDEX presence_pkey ON public.presence USING btree (user_id)
CREATE UNIQUE INDEX push_messages_pkey ON public.push_messages USING btree (subscription_id, key)
CREATE INDEX push_messages_waiting ON public.push_messages USING btree (next_at) WHERE (status = 'waiting'::text)
CREATE INDEX push_subscriptions_of_user ON public.push_subscriptions USING btree (user_id)
CREATE UNIQUE INDEX push_subscriptions_pkey ON public.push_subscriptions USING btree (id)
CREATE INDEX quality_reviews_by_agent ON public.quality_reviews USING btree (agent_id, created_at DESC)
CREATE INDEX quality_reviews_by_time ON public.quality_reviews USING btree (created_at DESC, id DESC)
CREATE UNIQUE INDEX quality_reviews_once ON public.quality_reviews USING btree (conversation_id, scorecard_id) WHERE (why <> 'calibration'::text)
CREATE UNIQUE INDEX quality_reviews_one_each ON public.quality_reviews USING btree (conversation_id, scorecard_id, inspector_id)
CREATE UNIQUE INDEX quality_reviews_pkey ON public.quality_reviews USING btree (id)
CREATE INDEX queue_entries_by_agent ON public.queue_entries USING btree (assigned_to) WHERE (assigned_to IS NOT NULL)
CREATE UNIQUE INDEX queue_entries_pkey ON public.queue_entries USING btree (conversation_id)
CREATE UNIQUE INDEX queues_pkey ON public.queues USING btree (id)
CREATE UNIQUE INDEX readers_pkey ON public.readers USING btree (name)
CREATE UNIQUE INDEX recording_lines_pkey ON public.recording_lines USING btree (call_id, ordinal)
CREATE INDEX recordings_by_conversation ON public.recordings USING btree (conversation_id)
CREATE INDEX recordings_due ON public.recordings USING btree (expires_at) WHERE (status <> 'purged'::text)
CREATE INDEX recordings_latest ON public.recordings USING btree (started_at DESC)
CREATE UNIQUE INDEX recordings_pkey ON public.recordings USING btree (call_id)
CREATE INDEX roster_days_by_date ON public.roster_days USING btree (date)
CREATE UNIQUE INDEX roster_days_pkey ON public.roster_days USING btree (user_id, date)
CREATE INDEX roster_requests_by_colleague ON public.roster_requests USING btree (colleague_id) WHERE (colleague_id IS NOT NULL)
CREATE INDEX roster_requests_by_user ON public.roster_requests USING btree (user_id, created_at DESC)
CREATE UNIQUE INDEX roster_requests_pkey ON public.roster_requests USING btree (id)
CREATE INDEX roster_requests_waiting ON public.roster_requests USING btree (created_at) WHERE (status = 'waiting'::text)
CREATE UNIQUE INDEX roster_weeks_pkey ON public.roster_weeks USING btree (monday)
CREATE UNIQUE INDEX routing_policies_one_released ON public.routing_policies USING btree ((true)) WHERE (status = 'released'::text)
CREATE UNIQUE INDEX routing_policies_pkey ON public.routing_policies USING btree (version)
CREATE UNIQUE INDEX sampling_rules_pkey ON public.sampling_rules USING btree (id)
CREATE UNIQUE INDEX saved_views_name_owner_id_key ON public.saved_views USING btree (name, owner_id) NULLS NOT DISTINCT
CREATE UNIQUE INDEX saved_views_pkey ON public.saved_views USING btree (id)
CREATE UNIQUE INDEX scorecards_pkey ON public.scorecards USING btree (id)
CREATE INDEX sessions_by_user ON public.sessions USING btree (user_id)
CREATE UNIQUE INDEX sessions_pkey ON public.sessions USING btree (token_hash)
CREATE UNIQUE INDEX settings_pkey ON public.settings USING btree (key)
CREATE UNIQUE INDEX shift_templates_name_key ON public.shift_templates USING btree (name)
CREATE UNIQUE INDEX shift_templates_pkey ON public.shift_templates USING btree (id)
CREATE UNIQUE INDEX sign_in_attempts_pkey ON public.sign_in_attempts USING btree (login_hash)
CREATE UNIQUE INDEX sign_in_links_pkey ON public.sign_in_links USING btree (token_hash)
CREATE INDEX solved_cases_by_time ON public.solved_cases USING btree (closed_at DESC)
CREATE UNIQUE INDEX solved_cases_pkey ON public.solved_cases USING btree (conversation_id)
CREATE UNIQUE INDEX strategy_draft_pkey ON public.strategy_draft USING btree (one)
CREATE UNIQUE INDEX strategy_versions_pkey ON public.strategy_versions USING btree (version)
CREATE INDEX team_members_by_user ON public.team_members USING btree (user_id)
CREATE UNIQUE INDEX team_members_pkey ON public.team_members USING btree (team_id, user_id)
CREATE UNIQUE INDEX teams_name_key ON public.teams USING btree (name)
CREATE UNIQUE INDEX teams_pkey ON public.teams USING btree (id)
CREATE INDEX terms_by_pack ON public.terms USING btree (pack_id, "position")
CREATE UNIQUE INDEX terms_pkey ON public.terms USING btree (id)
CREATE UNIQUE INDEX ticket_approvals_pkey ON public.ticket_approvals USING btree (ticket_id, step)
CREATE INDEX ticket_links_back ON public.ticket_links USING btree (to_id)
CREATE UNIQUE INDEX ticket_links_pkey ON public.ticket_links USING btree (from_id, to_id)
CREATE INDEX ticket_notes_by_ticket ON public.ticket_notes USING btree (ticket_id, at)
CREATE UNIQUE INDEX ticket_notes_pkey ON public.ticket_notes USING btree (id)
CREATE INDEX ticket_rule_runs_by_time ON public.ticket_rule_runs USING btree (rule_id, at DESC)
CREATE UNIQUE INDEX ticket_rule_runs_pkey ON public.ticket_rule_runs USING btree (rule_id, fact)
CREATE INDEX ticket_rule_work_due ON public.ticket_rule_work USING btree (due_at)
CREATE UNIQUE INDEX ticket_rule_work_pkey ON public.ticket_rule_work USING btree (rule_id, fact, n)
CREATE UNIQUE INDEX ticket_rules_pkey ON public.ticket_rules USING btree (id)
CREATE UNIQUE INDEX ticket_states_id_status_key ON public.ticket_states USING btree (id, status)
CREATE UNIQUE INDEX ticket_states_pkey ON public.ticket_states USING btree (id)
CREATE UNIQUE INDEX ticket_types_pkey ON public.ticket_types USING btree (id)
CREATE INDEX tickets_by_assignee ON public.tickets USING btree (assignee_id, status)
CREATE INDEX tickets_by_conversation ON public.tickets USING btree (conversation_id)
CREATE INDEX tickets_by_customer ON public.tickets USING btree (customer_id, created_at DESC)
CREATE INDEX tickets_by_due ON public.tickets USING btree (due_at) WHERE (status = ANY (ARRAY['open'::text, 'pending'::text]))
CREATE INDEX tickets_by_state ON public.tickets USING btree (state, number DESC)
CREATE INDEX tickets_by_status ON public.tickets USING btree (status, priority, created_at DESC)
CREATE INDEX tickets_merged ON public.tickets USING btree (merged_into) WHERE (merged_into IS NOT NULL)
CREATE UNIQUE INDEX tickets_number_key ON public.tickets USING btree (number)
CREATE UNIQUE INDEX tickets_pkey ON public.tickets USING btree (id)
CREATE INDEX training_runs_by_start ON public.training_runs USING btree (started_at DESC, id DESC)
CREATE UNIQUE INDEX training_runs_one_running ON public.training_runs USING btree (state) WHERE (state = 'running'::text)
CREATE UNIQUE INDEX training_runs_pkey ON public.training_runs USING btree (id)
CREATE INDEX transcript_mails_by_address ON public.transcript_mails USING btree (address_key, created_at)
CREATE INDEX transcript_mails_by_requester ON public.transcript_mails USING btree (requested_by, created_at)
CREATE INDEX transcript_mails_of ON public.transcript_mails USING btree (conversation_id, created_at DESC)
CREATE UNIQUE INDEX transcript_mails_pkey ON public.transcript_mails USING btree (id)
CREATE INDEX transcript_mails_waiting ON public.transcript_mails USING btree (next_at) WHERE (status = 'waiting'::text)
CREATE INDEX transfer_scores_by_time ON public.transfer_scores USING btree (closed_at DESC)
CREATE UNIQUE INDEX transfer_scores_pkey ON public.transfer_scores USING btree (conversation_id)
CREATE UNIQUE INDEX users_login_key ON public.users USING btree (login)
CREATE UNIQUE INDEX users_pkey ON public.users USING btree (id)
CREATE INDEX verification_challenges_of ON public.verification_challenges USING btree (conversation_id, created_at DESC)
CREATE UNIQUE INDEX verification_challenges_pkey ON public.verification_challenges USING btree (id)
CREATE INDEX verification_links_of ON public.verification_links USING btree (conversation_id, created_at DESC)
CREATE UNIQUE INDEX verification_links_pkey ON public.verification_links USING btree (id)
CREATE UNIQUE INDEX verification_links_token_hash_key ON public.verification_links USING btree (token_hash)
CREATE UNIQUE INDEX verification_locks_pkey ON public.verification_locks USING btree (subject)
CREATE INDEX verification_proofs_by_end ON public.verification_proofs USING btree (expires_at)
CREATE UNIQUE INDEX verification_proofs_pkey ON public.verification_proofs USING btree (conversation_id)
CREATE INDEX verification_sends_by_time ON public.verification_sends USING btree (at)
CREATE UNIQUE INDEX verification_sends_pkey ON public.verification_sends USING btree (id)
CREATE INDEX voice_consents_by_call ON public.voice_consents USING btree (call_id, purpose, at DESC)
CREATE UNIQUE INDEX voice_consents_pkey ON public.voice_consents USING btree (id)
CREATE UNIQUE INDEX voice_menus_pkey ON public.voice_menus USING btree (version)
CREATE UNIQUE INDEX voiceprints_pkey ON public.voiceprints USING btree (customer_id)
CREATE UNIQUE INDEX wait_alerts_pkey ON public.wait_alerts USING btree (conversation_id, since, what)
