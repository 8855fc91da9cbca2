-- What is inspected may be chosen by queue too.

alter table sampling_rules add column queue_id text;
