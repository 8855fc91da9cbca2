-- Tickets as work: types with fields and approval steps, clocks that keep business hours, links, rules.

create table ticket_types (
  id text primary key,
  name text not null,
  name_en text not null,
  -- How it starts: fields to fill in, texts to begin from, who has to agree.
  fields jsonb not null default '[]',
  templates jsonb not null default '[]',
  approval jsonb not null default '[]',
  priority text not null default 'normal' check (priority in ('low', 'normal', 'high', 'urgent')),
  skill text,
  -- Minutes by priority where this type differs from the settings; null as in the settings.
  targets jsonb,
  around_the_clock boolean not null default false,
  position integer not null default 100,
  active boolean not null default true,
  updated_by text not null default 'system',
  updated_at timestamptz not null default now()
);

insert into ticket_types (id, name, name_en, skill, targets, around_the_clock, priority, position, fields) values
  ('refund', '退款退换', 'Refund or return', null, null, false, 'normal', 1,
   '[{"name":"order","label":"订单","labelEn":"Order","kind":"text","required":false},{"name":"amount","label":"金额","labelEn":"Amount","kind":"number","required":false},{"name":"reason","label":"原因","labelEn":"Reason","kind":"text","required":false}]'),
  ('logistics', '物流', 'Delivery', null, null, false, 'normal', 2,
   '[{"name":"order","label":"订单","labelEn":"Order","kind":"text","required":false},{"name":"address","label":"地址","labelEn":"Address","kind":"text","required":false}]'),
  ('quality', '质量', 'Quality', null, null, false, 'normal', 3,
   '[{"name":"product","label":"商品","labelEn":"Product","kind":"text","required":false},{"name":"fault_code","label":"故障码","labelEn":"Fault code","kind":"text","required":false}]'),
  ('complaint', '投诉', 'Complaint', null, null, false, 'high', 4,
   '[{"name":"category","label":"类别","labelEn":"Category","kind":"text","required":false}]'),
  ('repair', '维修', 'Repair', null, null, false, 'normal', 5,
   '[{"name":"product","label":"商品","labelEn":"Product","kind":"text","required":false},{"name":"fault_code","label":"故障码","labelEn":"Fault code","kind":"text","required":false},{"name":"phone","label":"电话","labelEn":"Phone","kind":"phone","required":false},{"name":"address","label":"地址","labelEn":"Address","kind":"text","required":false},{"name":"visit_at","label":"上门时间","labelEn":"Visit at","kind":"text","required":false}]'),
  ('invoice', '发票', 'Invoice', null, null, false, 'normal', 6,
   '[{"name":"title","label":"抬头","labelEn":"Made out to","kind":"text","required":false},{"name":"tax_no","label":"税号","labelEn":"Tax number","kind":"text","required":false},{"name":"email","label":"邮箱","labelEn":"Email","kind":"email","required":false}]'),
  ('account', '账号', 'Account', null, null, false, 'normal', 7, '[]'),
  ('follow-up', '回访', 'Follow-up', null,
   '{"urgent":{"firstResponse":720,"resolution":1440},"high":{"firstResponse":1080,"resolution":1440},"normal":{"firstResponse":2880,"resolution":4320},"low":{"firstResponse":2880,"resolution":4320}}',
   true, 'high', 8,
   '[{"name":"rating","label":"评分","labelEn":"Rating","kind":"number","required":false},{"name":"comment","label":"评价","labelEn":"Comment","kind":"text","required":false},{"name":"outcome","label":"回访结果","labelEn":"Outcome","kind":"text","required":false}]'),
  ('other', '其他', 'Other', null, null, false, 'normal', 99, '[]');

alter table tickets
  add constraint tickets_type_known foreign key (type) references ticket_types (id),
  add column skill text,
  add column first_response_due_at timestamptz,
  add column first_response_warn_at timestamptz,
  add column first_responded_at timestamptz,
  add column first_response_sla text not null default 'running' check (first_response_sla in ('running', 'warned', 'breached')),
  add column warn_at timestamptz,
  add column resolution_sla text not null default 'running' check (resolution_sla in ('running', 'warned', 'breached')),
  add column paused_at timestamptz,
  add column paused_minutes integer not null default 0,
  add column merged_into text references tickets (id);
create index tickets_by_due on tickets (due_at) where status in ('open', 'pending');
create index tickets_by_assignee on tickets (assignee_id, status);
create index tickets_merged on tickets (merged_into) where merged_into is not null;

create table ticket_links (
  from_id text not null references tickets (id) on delete cascade,
  to_id text not null references tickets (id) on delete cascade,
  kind text not null check (kind in ('related', 'parent')),
  created_by text not null,
  created_at timestamptz not null default now(),
  primary key (from_id, to_id),
  check (from_id <> to_id)
);
create index ticket_links_back on ticket_links (to_id);

create table ticket_approvals (
  ticket_id text not null references tickets (id) on delete cascade,
  step integer not null,
  name text not null,
  name_en text not null,
  role text not null,
  status text not null default 'waiting' check (status in ('waiting', 'approved', 'rejected')),
  decided_by text,
  decided_at timestamptz,
  comment text not null default '',
  primary key (ticket_id, step)
);

create table ticket_rules (
  id text primary key,
  name text not null,
  name_en text not null default '',
  on_event text not null,
  conditions jsonb not null default '[]',
  actions jsonb not null,
  active boolean not null default true,
  position integer not null default 100,
  version integer not null default 1,
  updated_by text not null default 'system',
  updated_at timestamptz not null default now()
);

-- One row for each fact that a rule acted on, so that a reader that starts again does nothing twice.
create table ticket_rule_runs (
  rule_id text not null references ticket_rules (id) on delete cascade,
  fact text not null,
  ticket_id text,
  conversation_id text,
  outcome jsonb not null default '[]',
  at timestamptz not null default now(),
  primary key (rule_id, fact)
);
create index ticket_rule_runs_by_time on ticket_rule_runs (rule_id, at desc);

insert into ticket_rules (id, name, name_en, on_event, conditions, actions, position) values
  ('breaker-engineer', '三次未解决：通知现场工程师', 'Three misses: tell a field engineer', 'conversation.handed-over',
   '[{"field":"reason","op":"is","value":"circuit-breaker"}]',
   '[{"kind":"open-ticket","type":"quality","title":"三次未解决：{subject}","priority":"high","skill":"field-engineer"},{"kind":"notify","to":"skill"}]', 10),
  ('bad-rating-follow-up', '差评：24 小时内回访', 'Bad rating: follow up within 24 hours', 'conversation.rated',
   '[{"field":"rating","op":"at-most","value":"2"}]',
   '[{"kind":"open-ticket","type":"follow-up","title":"差评回访：{subject}","priority":"high","skill":null},{"kind":"notify","to":"supervisors"}]', 20),
  ('complaint-follow-up', '投诉办结后回访', 'Follow up after a complaint is settled', 'ticket.changed',
   '[{"field":"type","op":"is","value":"complaint"},{"field":"changed-to","op":"is","value":"resolved"}]',
   '[{"kind":"open-ticket","type":"follow-up","title":"投诉回访：{title}","priority":"normal","skill":null}]', 30),
  ('unclaimed-follow-up', '回访无人认领：交给主管', 'Nobody took the follow-up: to a supervisor', 'ticket.sla',
   '[{"field":"type","op":"is","value":"follow-up"},{"field":"assigned","op":"is","value":"no"}]',
   '[{"kind":"assign","to":"supervisor"},{"kind":"notify","to":"assignee"}]', 40),
  ('breach-escalates', '超时：提高优先级并通知主管', 'Late: raise the priority and tell the supervisors', 'ticket.sla',
   '[{"field":"what","op":"is","value":"breached"}]',
   '[{"kind":"raise-priority"},{"kind":"notify","to":"supervisors"}]', 50);
