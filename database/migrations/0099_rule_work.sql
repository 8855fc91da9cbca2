-- What rules have begun and not finished: calls of the business, and rules that could not act for a passing fault.
create table ticket_rule_work (
  rule_id text not null references ticket_rules (id) on delete cascade,
  fact text not null,
  -- Place of the action in the rule; -1 is the whole rule.
  n integer not null,
  payload jsonb not null,
  tries integer not null default 0,
  due_at timestamptz not null default now(),
  primary key (rule_id, fact, n)
);
create index ticket_rule_work_due on ticket_rule_work (due_at);

-- Titles that rules write are there in both languages.
alter table tickets add column title_en text not null default '';
update ticket_rules set actions = jsonb_set(actions, '{0,titleEn}', '"Three misses: {subject}"')
where id = 'breaker-engineer' and actions #>> '{0,title}' = '三次未解决：{subject}';
update ticket_rules set actions = jsonb_set(actions, '{0,titleEn}', '"Bad rating: {subject}"')
where id = 'bad-rating-follow-up' and actions #>> '{0,title}' = '差评回访：{subject}';
update ticket_rules set actions = jsonb_set(actions, '{0,titleEn}', '"After the complaint: {title}"')
where id = 'complaint-follow-up' and actions #>> '{0,title}' = '投诉回访：{title}';
