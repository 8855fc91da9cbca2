-- Peak time moves the answer threshold either way and, as a second one, how long the bot tries before it calls a person.
-- It also knows since when it lasts; whether it does now is found out within a second.

update routing_policies
set rules = jsonb_set(
  rules,
  '{peak}',
  (rules -> 'peak') - 'shift'
    || jsonb_build_object('answer', -coalesce((rules -> 'peak' ->> 'shift')::numeric, 0), 'patience', 0)
)
where rules -> 'peak' ? 'shift';
delete from settings where key = 'routing.peak';
