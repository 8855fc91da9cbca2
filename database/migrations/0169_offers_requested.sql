-- What of an offer is work asked for in the customer's name, and what was made of an offer: a voucher, a request to the
-- business, a ticket. All that has a number so far is a voucher.

alter table offers_given
  add column request jsonb,
  add column through text check (through in ('voucher', 'business', 'ticket'));
update offers_given set through = 'voucher' where reference is not null;
