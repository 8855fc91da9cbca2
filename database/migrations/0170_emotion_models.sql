-- What customers feel is taught like what they mean: versions and trainings are of a kind, numbered by kind.
alter table model_versions add column kind text not null default 'intent' check (kind in ('intent', 'emotion'));
alter table model_versions alter column number drop identity;
alter table model_versions drop constraint model_versions_number_key;
alter table model_versions add constraint model_versions_kind_number_key unique (kind, number);
drop index model_versions_one_released;
create unique index model_versions_one_released on model_versions (kind) where status = 'released';
alter table training_runs add column kind text not null default 'intent' check (kind in ('intent', 'emotion'));

-- A sentence without personal data and what people say is felt in it; `key` is the sentence as the reading sees it.
create table emotion_labels (
  id text primary key,
  key text not null unique,
  language text not null check (language in ('zh', 'en')),
  text text not null,
  label text not null,
  level text check (level in ('none', 'low', 'medium', 'high')),
  source text not null check (source in ('operator', 'annotation', 'import', 'desk')),
  conversation_id text,
  seq integer,
  read_as text,
  created_by text not null,
  created_at timestamptz not null default now()
);
create index emotion_labels_by_time on emotion_labels (created_at desc, id desc);
