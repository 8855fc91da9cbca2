-- What of an offer the business issues: whether it has, under which number, and when it is asked again.

alter table offers_given
  add column issue text check (issue in ('pending', 'issued', 'failed')),
  add column reference text,
  add column tries integer not null default 0,
  add column next_try_at timestamptz;
create index offers_to_issue on offers_given (next_try_at) where issue = 'pending';
