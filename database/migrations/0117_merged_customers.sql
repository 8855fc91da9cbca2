-- A customer's history holds that of those who turned out to be him.
create index customers_merged on customers ((attributes ->> 'mergedInto')) where attributes ->> 'mergedInto' is not null;
