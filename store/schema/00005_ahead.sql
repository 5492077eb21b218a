-- +goose Up
-- What is found of a unit's rows on later days, if nothing is filed until then, is worked out ahead while the rows are at
-- hand: a day then costs what it changes.
create table evaluation_ahead (
    owner   text   not null,
    path    text   not null,
    day     date   not null,
    content bytea  not null,                     -- gzip of JSON: what differs from the day before
    primary key (owner, day)
);

alter table entity add column ahead date;        -- up to this day nothing changes but by evaluation_ahead
alter table entity add column due date;          -- the first day of evaluation_ahead not yet come; null: none
alter table evaluation add column across date;   -- up to this day nothing changes in what is found across units
-- Findings of many rows are written in lots: the mark of the evaluation that does, until it has come to its end.
alter table entity add column writer text not null default '';

-- The figures of a unit with many findings are counted from this index alone.
drop index finding_unit;
create index finding_unit on finding (enterprise, live, rule, outcome, clause, amount, days);
