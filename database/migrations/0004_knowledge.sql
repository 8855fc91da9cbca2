-- The knowledge base as departments keep it: owners, reviews, versions, imports, the graph, suggested articles.

create table departments (
  id text primary key,
  name text not null unique,
  name_en text not null default '',
  author_may_publish boolean not null default true,
  created_at timestamptz not null default now()
);

create table department_members (
  department_id text not null references departments (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  primary key (department_id, user_id)
);
create index department_members_by_user on department_members (user_id);

alter table articles drop constraint articles_status_check;
alter table articles add constraint articles_status_check check (status in ('draft', 'in_review', 'published', 'archived'));
alter table articles add column department_id text references departments (id);
alter table articles add column edited_by text;
update articles set edited_by = updated_by;
create index articles_by_department on articles (department_id);
create index articles_by_end on articles (valid_until) where valid_until is not null;

-- The next wording of an article that is published; the published one answers until this one takes its place.
create table article_drafts (
  article_id text primary key references articles (id) on delete cascade,
  version integer not null default 1,
  status text not null check (status in ('draft', 'in_review')),
  content jsonb not null,
  edited_by text not null,
  updated_at timestamptz not null default now()
);

-- Everything that was ever saved, numbered from 1 in each article.
create table article_versions (
  article_id text not null references articles (id) on delete cascade,
  number integer not null,
  content jsonb not null,
  author text not null,
  at timestamptz not null default now(),
  note text not null default '',
  origin text not null,
  published_at timestamptz,
  primary key (article_id, number)
);
insert into article_versions (article_id, number, content, author, at, origin, published_at)
select id, 1, jsonb_build_object('category', category, 'language', language, 'title', title, 'body', body,
  'questions', questions, 'products', products, 'faultCodes', fault_codes, 'channels', channels,
  'translationOf', translation_of, 'validFrom', valid_from, 'validUntil', valid_until, 'departmentId', null),
  updated_by, updated_at, 'saved', published_at
from articles;

create table article_reviews (
  id text primary key,
  article_id text not null references articles (id) on delete cascade,
  requested_by text not null,
  requested_at timestamptz not null default now(),
  reviewer_id text references users (id),
  note text not null default '',
  outcome text check (outcome in ('approved', 'sent-back', 'withdrawn')),
  decided_by text,
  decided_at timestamptz,
  comment text not null default ''
);
create unique index article_reviews_one_open on article_reviews (article_id) where outcome is null;
create index article_reviews_by_article on article_reviews (article_id, requested_at);

-- Which reminders of an end date have been given; a new date is reminded of anew.
create table article_reminders (
  article_id text not null references articles (id) on delete cascade,
  valid_until timestamptz not null,
  stage text not null,
  at timestamptz not null default now(),
  primary key (article_id, valid_until, stage)
);

-- Articles that say the same, or that say different things about the same. `left_id` < `right_id`.
create table article_pairs (
  left_id text not null references articles (id) on delete cascade,
  right_id text not null references articles (id) on delete cascade,
  kind text not null check (kind in ('duplicate', 'conflict')),
  score integer not null,
  reason jsonb not null,
  dismissed_by text,
  found_at timestamptz not null default now(),
  primary key (left_id, right_id)
);
create table article_checks (
  article_id text primary key references articles (id) on delete cascade,
  version integer not null
);

create table import_jobs (
  id text primary key,
  source jsonb not null,
  options jsonb not null,
  status text not null check (status in ('waiting', 'parsing', 'ready', 'accepting', 'done', 'failed', 'cancelled', 'undone')),
  stage text not null default '',
  progress integer not null default 0,
  counts jsonb not null default '{}',
  error jsonb,
  lease_owner text,
  lease_until timestamptz,
  created_by text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table import_rows (
  job_id text not null references import_jobs (id) on delete cascade,
  n integer not null,
  place jsonb not null,
  content jsonb not null,
  status text not null check (status in ('new', 'duplicate', 'conflict', 'error', 'accepted', 'undone')),
  selected boolean not null,
  related jsonb not null default '[]',
  problem jsonb,
  article_id text,
  article_version integer,
  primary key (job_id, n)
);

create table graph_nodes (
  id text primary key,
  kind text not null check (kind in ('product', 'fault_code', 'article', 'video', 'part')),
  ref text not null,
  title text not null,
  title_en text not null default '',
  data jsonb not null default '{}',
  x integer not null default 0,
  y integer not null default 0,
  created_by text not null,
  updated_at timestamptz not null default now()
);
create index graph_nodes_by_ref on graph_nodes (kind, ref);

create table graph_edges (
  from_id text not null references graph_nodes (id) on delete cascade,
  to_id text not null references graph_nodes (id) on delete cascade,
  kind text not null check (kind in ('has_fault', 'explained_by', 'shown_in', 'needs_part')),
  primary key (from_id, to_id, kind)
);
create index graph_edges_by_end on graph_edges (to_id);

create table article_suggestions (
  id text primary key,
  source text not null check (source in ('case', 'cluster')),
  source_id text not null,
  status text not null check (status in ('open', 'accepted', 'dismissed')),
  language text not null,
  title text not null,
  body text not null default '',
  questions jsonb not null default '[]',
  category text not null default '',
  size integer not null default 1,
  examples jsonb not null default '[]',
  conversation_id text,
  article_id text references articles (id) on delete set null,
  decided_by text,
  decided_at timestamptz,
  created_at timestamptz not null default now(),
  unique (source, source_id)
);
create index article_suggestions_open on article_suggestions (status, created_at desc);
