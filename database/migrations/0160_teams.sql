-- Teams as records. The words that agents and queues held become their names, and their ids take the words' places.

create table teams (
  id text primary key,
  name text not null unique,
  lead_id text references users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table team_members (
  team_id text not null references teams (id) on delete cascade,
  user_id text not null references users (id) on delete cascade,
  primary key (team_id, user_id)
);
create index team_members_by_user on team_members (user_id);

insert into teams (id, name)
select 'team-' || md5(word), word from (
  select trim(jsonb_array_elements_text(teams)) as word from agent_profiles
  union
  select trim(jsonb_array_elements_text(coalesce(settings -> 'teams', '[]'))) from queues
) words where word <> '';

insert into team_members (team_id, user_id)
select distinct 'team-' || md5(trim(word)), user_id
from agent_profiles, jsonb_array_elements_text(teams) as words (word) where trim(word) <> '';

update queues set settings = jsonb_set(settings, '{teams}', (
  select coalesce(jsonb_agg(distinct 'team-' || md5(trim(word))), '[]')
  from jsonb_array_elements_text(coalesce(settings -> 'teams', '[]')) as words (word) where trim(word) <> ''
));

alter table agent_profiles drop column teams;
