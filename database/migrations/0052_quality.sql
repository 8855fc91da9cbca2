-- Quality inspection: score cards, which conversations are inspected, results with appeals, notes for coaching.
create table scorecards (
  id text primary key,
  name text not null,
  name_en text not null default '',
  criteria jsonb not null,
  pass_mark integer not null default 80,
  active boolean not null default true,
  version integer not null default 1,
  updated_by text not null,
  updated_at timestamptz not null default now()
);

create table sampling_rules (
  id text primary key,
  name text not null,
  scorecard_id text not null references scorecards(id),
  trigger text not null check (trigger in ('any', 'bad-rating', 'emotion-alert', 'transfer')),
  share integer not null check (share between 1 and 100),
  agent_id text references users(id) on delete cascade,
  channel text,
  active boolean not null default true,
  updated_by text not null,
  updated_at timestamptz not null default now()
);

create table quality_reviews (
  id text primary key,
  conversation_id text not null references conversations(id) on delete cascade,
  scorecard jsonb not null,
  scorecard_id text not null,
  agent_id text not null references users(id),
  rule_id text,
  why text not null check (why in ('rule', 'hand', 'calibration')),
  status text not null check (status in ('waiting', 'done', 'appealed', 'settled')),
  inspector_id text references users(id),
  automatic jsonb not null default '[]',
  scores jsonb not null default '{}',
  total integer,
  passed boolean,
  comment text not null default '',
  appeal jsonb,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  done_at timestamptz
);
create unique index quality_reviews_once on quality_reviews (conversation_id, scorecard_id) where why <> 'calibration';
create unique index quality_reviews_one_each on quality_reviews (conversation_id, scorecard_id, inspector_id);
create index quality_reviews_by_time on quality_reviews (created_at desc, id desc);
create index quality_reviews_by_agent on quality_reviews (agent_id, created_at desc);

create table coaching_notes (
  id text primary key,
  agent_id text not null references users(id) on delete cascade,
  author_id text not null,
  author_name text not null,
  review_id text references quality_reviews(id) on delete cascade,
  text text not null,
  at timestamptz not null default now(),
  read_at timestamptz
);
create index coaching_notes_by_agent on coaching_notes (agent_id, at desc);

insert into scorecards (id, name, name_en, criteria, updated_by) values ('service', '在线服务评分卡', 'Live chat scorecard', '[
  {"id": "greeting", "title": {"zh": "开场问候并报上姓名或身份", "en": "Greets and says who is speaking"}, "weight": 10, "check": "greeting", "limit": null},
  {"id": "first-response", "title": {"zh": "接入后 60 秒内首次回复", "en": "First reply within 60 seconds"}, "weight": 15, "check": "first-response", "limit": 60},
  {"id": "wording", "title": {"zh": "没有禁用语", "en": "No banned wording"}, "weight": 20, "check": "banned-words", "limit": null},
  {"id": "understanding", "title": {"zh": "听懂问题，不让客户重复", "en": "Understands without asking twice"}, "weight": 20, "check": null, "limit": null},
  {"id": "empathy", "title": {"zh": "回应客户的情绪", "en": "Answers the customer''s feelings"}, "weight": 10, "check": null, "limit": null},
  {"id": "resolution", "title": {"zh": "问题得到解决", "en": "The problem is solved"}, "weight": 20, "check": "resolution", "limit": null},
  {"id": "closing", "title": {"zh": "结束前确认并道别", "en": "Confirms and says goodbye"}, "weight": 5, "check": "closing", "limit": null}
]', 'system');
insert into sampling_rules (id, name, scorecard_id, trigger, share, updated_by) values
  ('bad-rating', '差评全检 / Every bad rating', 'service', 'bad-rating', 100, 'system'),
  ('emotion-alert', '情绪告警全检 / Every emotion alert', 'service', 'emotion-alert', 100, 'system'),
  ('share', '随机抽检 10% / One in ten', 'service', 'any', 10, 'system');
