-- Whoever an alert is escalated to finds it in his bell.

alter table notifications drop constraint notifications_kind_check;
alter table notifications add constraint notifications_kind_check check (kind in ('mention', 'assigned', 'escalated'));
