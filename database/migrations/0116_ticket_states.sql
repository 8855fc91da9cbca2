-- Tickets have states with names of the operator's own; each belongs to one of the four statuses, by which clocks go.

create table ticket_states (
  id text primary key,
  status text not null check (status in ('open', 'pending', 'resolved', 'closed')),
  name text not null,
  name_en text not null,
  colour text not null check (colour in ('action', 'person', 'good', 'quiet', 'risk', 'blue', 'violet', 'rose')),
  position integer not null default 100,
  active boolean not null default true,
  updated_by text not null default 'system',
  updated_at timestamptz not null default now(),
  unique (id, status)
);

-- One for each status is always there: it is named like the status itself, and what knows only statuses uses it.
insert into ticket_states (id, status, name, name_en, colour, position) values
  ('open', 'open', '待处理', 'Open', 'action', 10),
  ('pending', 'pending', '等待中', 'Pending', 'person', 20),
  ('resolved', 'resolved', '已解决', 'Resolved', 'good', 30),
  ('closed', 'closed', '已关闭', 'Closed', 'quiet', 40);

alter table tickets add column state text;
update tickets set state = status;
alter table tickets
  alter column state set not null,
  alter column state set default 'open',
  add constraint tickets_state_fits foreign key (state, status) references ticket_states (id, status);
create index tickets_by_state on tickets (state, number desc);
