-- Whom strategies mean by somebody senior, and what that counts in the policies there are.

alter table agent_profiles add column senior boolean not null default false;

update routing_policies set rules = jsonb_set(rules, '{fit,senior}', '40') || '{"seniorWaitSeconds":90}'
where not rules -> 'fit' ? 'senior';
