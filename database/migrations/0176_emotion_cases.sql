-- Cases are of a kind as models are: of one message both what it means and what is felt in it may be asked.
alter table failure_cases add column kind text not null default 'intent' check (kind in ('intent', 'emotion'));
alter table failure_cases rename column intent to taken;
alter table failure_cases drop constraint failure_cases_conversation_id_seq_key;
alter table failure_cases add constraint failure_cases_of_message unique (conversation_id, seq, kind);
drop index failure_cases_open;
create index failure_cases_open on failure_cases (kind, status, cluster_id);
-- Whether a sentence was asked about already, and which of a day were the most doubtful.
create index failure_cases_feelings on failure_cases (text) where kind = 'emotion';
create index failure_cases_feelings_by_time on failure_cases (at) where kind = 'emotion';
