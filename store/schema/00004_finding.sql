-- +goose Up
-- A finding keeps its identity (rule, ledger, owner, key, beneficiary, span) and has a life. Current values stand here,
-- earlier ones in finding_past.
create table finding (
    id          text   not null primary key,     -- hash of the identity
    rule        text   not null,
    clause      bigint not null,
    kind        text   not null,                 -- ledger
    key         text   not null,
    owner       text   not null,                 -- enterprise whose row it is: evaluated with it
    enterprise  text   not null,                 -- the unit that must act
    path        text   not null,                 -- of the unit that must act
    beneficiary text   not null default '',
    ledger_row  bigint not null default 0,       -- ledger_row.id
    outcome     bigint not null,                 -- policy.Outcome; kept when cleared
    amount      bigint,                          -- fen
    due_on      date,
    days        bigint not null default 0,
    next_change date,
    reason_zh   text   not null,
    reason_en   text   not null,
    missing     text   not null default '',      -- JSON list
    basis       text   not null default '',      -- JSON list
    span        text   not null default '',      -- JSON
    first_day   date   not null,                 -- first found
    from_day    date   not null,                 -- values as they stand since, but for what grows with the days
    tick_day    date   not null,                 -- the amount is this since; days and reasons are of the last evaluation
    live        bigint not null,                 -- 1: open, acknowledged or rectifying
    state       text   not null,                 -- open, acknowledged, rectifying, cleared, excepted
    state_day   date   not null,
    state_by    text   not null default '',      -- person; '' the data
    promise_on  date                             -- rectification promised by
);
-- One index an order of the list; outcome and clause at the end let what is not asked for be left out without its row.
create index finding_path on finding (live, path);
create index finding_list on finding (live, clause, rule, enterprise, key, id);
create index finding_amount on finding (live, (coalesce(amount, -1)), id, outcome, clause);
create index finding_days on finding (live, days, id, outcome, clause);
create index finding_due on finding (live, (coalesce(due_on, '9999-12-31')), id, outcome, clause);
create index finding_rule on finding (rule, live, (coalesce(amount, -1)), id);
create index finding_owner on finding (owner, rule);
create index finding_unit on finding (enterprise, live, rule);
create index finding_row on finding (ledger_row, live);
create index finding_beneficiary on finding (beneficiary, live) where beneficiary <> '';

create table finding_past (
    finding     text   not null,
    from_day    date   not null,
    to_day      date   not null,                 -- values held on from_day ≤ d < to_day
    tick_day    date   not null,
    live        bigint not null,
    state       text   not null,
    outcome     bigint not null,
    amount      bigint,
    due_on      date,
    days        bigint not null,
    next_change date,
    reason_zh   text   not null,
    reason_en   text   not null,
    missing     text   not null,
    basis       text   not null,
    ledger_row  bigint not null,
    path        text   not null,
    primary key (finding, from_day)
);
create index finding_past_day on finding_past (to_day, from_day);

-- Amounts that grow with the days, such as interest: what a finding's amount was since from_day, until the next of these
-- or the finding's own tick_day.
create table finding_tick (
    finding  text   not null,
    from_day date   not null,
    amount   bigint,
    primary key (finding, from_day)
);

create table finding_event (
    id       text   not null primary key,
    finding  text   not null,
    at       bigint not null,
    day      date   not null,
    person   text   not null default '',         -- '' the data
    act      text   not null,                    -- found, changed, cleared, returned, acknowledge, promise, propose-exception, approve-exception, refuse-exception, comment
    state    text   not null,                    -- after it
    note     text   not null default '',
    evidence text   not null default ''          -- blob hash
);
create index finding_event_finding on finding_event (finding, at);

-- Figures by unit, rule and outcome, in force on from_day ≤ d < to_day: what dashboards read.
create table rollup (
    enterprise text   not null,
    path       text   not null,
    clause     bigint not null,
    rule       text   not null,
    outcome    bigint not null,
    from_day   date   not null,
    to_day     date,
    count      bigint not null,
    amount     bigint not null,
    worst_days bigint not null default 0,
    primary key (enterprise, rule, outcome, from_day)
);
create index rollup_path on rollup (path, to_day);

-- What the figures of all units below a path, itself left out, come to on from_day ≤ d < to_day.
create table rollup_total (
    path     text   not null,
    rule     text   not null,
    outcome  bigint not null,
    clause   bigint not null,
    from_day date   not null,
    to_day   date   not null,                    -- 9999-12-31: has not ended
    count    bigint not null,
    amount   bigint not null,
    primary key (path, rule, outcome, from_day)
);
create index rollup_total_path on rollup_total (path, to_day);

-- What is known of every payable today, worked out by the law engine: the payables screen reads this.
create table payable_state (
    ledger_row bigint not null primary key,
    owner      text   not null,
    path       text   not null,
    no         text   not null,
    payee      text   not null,
    payee_name text   not null default '',
    payee_size text   not null default '',
    contract   text   not null default '',
    delivered  date,
    accepted   date,
    amount     bigint not null,
    paid       bigint not null,
    unpaid     bigint not null,                  -- balance
    disputed   bigint not null,
    due_on     date,
    due_how    text   not null default '',       -- written, agreed, statutory, unknown
    method     text   not null default '',       -- of the last payment
    covered    text   not null,                  -- yes, no, unknown
    from_day   date   not null                   -- known so since
);
create index payable_state_open on payable_state (path, due_on, ledger_row) where unpaid > 0;
create index payable_state_owed on payable_state (path, unpaid, ledger_row) where unpaid > 0;
create index payable_state_due on payable_state (path, due_on, ledger_row);
create index payable_state_payee on payable_state (payee, due_on);
create index payable_state_no on payable_state (no);
create index payable_state_owner on payable_state (owner);
-- Lists over many units read in the order they show.
create index payable_state_first on payable_state (due_on, ledger_row) where unpaid > 0;
create index payable_state_most on payable_state (unpaid, ledger_row) where unpaid > 0;
create index payable_state_all on payable_state (due_on, ledger_row);

-- What was known of payables before, on from_day ≤ d < to_day: the screen at a past day reads this too.
create table payable_past (
    ledger_row bigint not null,
    owner      text   not null,
    path       text   not null,
    no         text   not null,
    payee      text   not null,
    payee_name text   not null,
    payee_size text   not null,
    contract   text   not null,
    delivered  date,
    accepted   date,
    amount     bigint not null,
    paid       bigint not null,
    unpaid     bigint not null,
    disputed   bigint not null,
    due_on     date,
    due_how    text   not null,
    method     text   not null,
    covered    text   not null,
    from_day   date   not null,
    to_day     date   not null,
    primary key (ledger_row, from_day)
);
create index payable_past_path on payable_past (path, to_day);

-- Sums of payable_state by day due and what lists filter by: totals and ageing of five million rows without reading them.
create table payable_day (
    owner   text   not null,
    path    text   not null,
    due_on  date,                                -- null: not known
    method  text   not null,
    covered text   not null,
    open    bigint not null,                     -- 1: something is unpaid
    count   bigint not null,
    amount  bigint not null,
    paid    bigint not null,
    unpaid  bigint not null
);
create index payable_day_path on payable_day (path, due_on);
create index payable_day_owner on payable_day (owner);

-- What the payables of all units below a path, itself left out, come to: payable_day added up on the way to the top.
create table payable_total (
    path    text   not null,
    due     text   not null,                     -- due_on; '' if not known
    method  text   not null,
    covered text   not null,
    open    bigint not null,
    due_on  date,
    count   bigint not null,
    amount  bigint not null,
    paid    bigint not null,
    unpaid  bigint not null,
    primary key (path, due, method, covered, open)
);
create index payable_total_due on payable_total (path, due_on);
-- What dashboards add up by age, from this index alone.
create index payable_total_open on payable_total (path, covered, due_on, count, amount, paid, unpaid) where open = 1;

-- How far each group has been evaluated; path '/' stands for the rows shared by all.
create table evaluation (
    path text   not null primary key,
    seq  bigint not null,                        -- filings up to this one are in the findings
    day  date   not null,
    law  text   not null,                        -- hash of the law's figures and readings
    tree text   not null,                        -- hash of what is known of all units
    took bigint not null                         -- milliseconds
);

-- Entities to evaluate again, and how far evaluation has come.
create table entity (
    owner     text   not null primary key,       -- unit code; '' for rows of none
    path      text   not null,
    dirty     bigint not null default 0,         -- filing.seq that made it dirty; 0: clean
    done      bigint not null default 0,         -- filing.seq evaluated
    day       date,                              -- day last evaluated for
    took      bigint not null default 0          -- milliseconds
);
