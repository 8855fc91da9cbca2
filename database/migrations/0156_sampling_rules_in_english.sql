-- Rules of inspection have a name in either language, as score cards do.

alter table sampling_rules add column name_en text not null default '';
update sampling_rules set name_en = split_part(name, ' / ', 2), name = split_part(name, ' / ', 1)
where updated_by = 'system' and name like '% / %';
