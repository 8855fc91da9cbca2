-- Whose node may be gone is looked for every second.
create index campaign_targets_held on campaign_targets (held_until) where status = 'calling';
