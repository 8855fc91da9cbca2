-- Why nothing is kept of a call at this moment: card-number, asked, held. Null while it is recorded, and afterwards.
alter table recordings add column paused text check (paused in ('card-number', 'asked', 'held'));
