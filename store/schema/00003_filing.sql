-- +goose Up
create table blob (
    hash    text   not null primary key,         -- SHA-256, hex
    size    bigint not null,
    media   text   not null,
    content bytea  not null,
    made_at bigint not null
);
create index blob_age on blob (made_at, hash);

-- One visit to the import wizard: files, what was read, what would change. Lives until filed or dropped.
create table upload (
    id         text   not null primary key,
    path       text   not null,                  -- of the filing unit
    unit       text   not null,
    person     text   not null,
    state      text   not null,                  -- new, reading, checked, filing, filed, dropped, failed
    period     text   not null default '',       -- '2022-06'
    mode       text   not null default 'upsert', -- replace, upsert
    job        text   not null default '',
    problem    text   not null default '',       -- JSON of problem.Error if the file cannot be used
    repair     boolean not null default false,   -- the person chose that cells are read as what they certainly mean
    round      bigint not null default 1,        -- grows with every correction of the files
    summary    text   not null default '',       -- JSON: sheets, counts, totals, effect
    made_at    bigint not null,
    changed_at bigint not null
);
create index upload_path on upload (path, made_at);
create index upload_idle on upload (changed_at) where state <> 'filed';

create table upload_file (
    upload  text   not null,
    place   bigint not null,
    name    text   not null,
    blob    text   not null,
    mapping text   not null default '',          -- JSON: sheet → header → column, what the person chose
    primary key (upload, place)
);

-- What was found at and below a path as of a day, to take along: asked for by somebody, made by a job.
create table report (
    id       text   not null primary key,
    path     text   not null,                    -- of the unit; a report that is made stays with whoever it was of then
    unit     text   not null,                    -- code; '' the whole instance
    person   text   not null,                    -- who asked
    lang     text   not null,
    day      date   not null,                    -- as of
    job      text   not null,
    count    bigint not null default 0,          -- findings in it
    made_at  bigint not null,
    ready_at bigint not null default 0,          -- 0: not yet
    seen_at  bigint not null default 0           -- when who asked first took it; 0: not yet
);
create index report_path on report (path, id);
create index report_person on report (person, id);
create index report_age on report (made_at);

-- The files of a report. Each is kept in pieces, so that nothing has to hold a large one whole.
create table report_file (
    report text   not null,
    form   text   not null,                      -- xlsx, html
    size   bigint not null,
    hash   text   not null,                      -- SHA-256 of the whole file, hex
    primary key (report, form)
);

create table report_part (
    report text   not null,
    form   text   not null,
    place  bigint not null,
    blob   text   not null,
    primary key (report, form, place)
);
create index report_part_blob on report_part (blob);

-- Header matches a unit has confirmed, remembered.
create table header_memory (
    unit   text not null,
    kind   text not null,
    header text not null,                        -- folded
    col    text not null,                        -- column key; '-' leave out
    primary key (unit, kind, header)
);

-- One submitted ledger. Nothing of it is ever changed.
create table filing (
    seq       bigint not null primary key,       -- 1, 2, 3 …
    effect    bigint not null default 0,         -- where the counter stood when it took effect: seq, or later if its rows were laid out first
    id        text   not null unique,
    unit      text   not null,                   -- who files
    path      text   not null,
    kind      text   not null,                   -- ledger kind key
    period    text   not null,                   -- '2022-06'; '' for standing ledgers
    mode      text   not null,                   -- replace, upsert, zero
    upload    text   not null default '',
    blob      text   not null default '',        -- the original as received
    file      text   not null default '',
    sheet     text   not null default '',
    rows_in   bigint not null default 0,
    added     bigint not null default 0,
    changed   bigint not null default 0,
    unchanged bigint not null default 0,
    ended     bigint not null default 0,         -- rows a replace took out
    total     bigint not null default 0,         -- fen: sum of the kind's first money column over the rows read
    digest    text   not null default '',        -- SHA-256 over the originals: the same again is the same filing
    rejected  bigint not null default 0,         -- rows left out because the person chose so
    person    text   not null,
    filed_on  date   not null,                   -- business day
    filed_at  bigint not null,
    note      text   not null default ''
);
create index filing_path on filing (path, seq);

-- When a kind of ledger was last filed on a day by any unit at or below a path: kept up the tree with every filing.
create table filing_day (
    path     text   not null,
    kind     text   not null,
    filed_on date   not null,
    filed_at bigint not null,
    primary key (path, kind, filed_on)
);
create index filing_what on filing (unit, kind, period, seq);

-- The originals a filing was read from.
create table filing_file (
    filing bigint not null,
    place  bigint not null,
    name   text   not null,
    sheet  text   not null default '',
    blob   text   not null,
    primary key (filing, place)
);

create table filing_head (
    one  bigint not null primary key,
    last bigint not null
);
insert into filing_head (one, last) values (1, 0);

-- Filings of many rows, whose rows are laid out in short transactions: nobody sees them, nor what they are to end, until
-- one short transaction says so. Then the rows they ended are settled, and the line goes.
create table filing_staged (
    filing bigint not null primary key,
    path   text   not null,                      -- of the group: nobody else files for it meanwhile
    day    date   not null,                      -- from which its rows are in force
    state  text   not null,                      -- staged, dropped: to be taken away; settling: in effect
    beat   bigint not null                       -- last sign of life of who lays them out
);

-- A row of a ledger as filed. Superseded, never overwritten: it is there on the days from_day ≤ d < to_day.
create table ledger_row (
    id       bigint not null primary key,        -- filing.seq × 2^24 + place in the filing
    kind     text   not null,
    owner    text   not null,                    -- the enterprise it belongs to; '' shared by all (risk areas, policies)
    path     text   not null,                    -- the owner's; '/' if shared
    key      text   not null,                    -- unique within (owner, kind) among rows not superseded
    content  text   not null,                    -- one CSV line in the contract's own spelling, columns in order
    ref      text   not null default '',         -- what it hangs on: the value of ledger.RefColumn; '' none
    filing   bigint not null,
    file     text   not null,
    sheet    text   not null,
    row_no   bigint not null,                    -- as a person sees it in the sheet
    party    text   not null default '',         -- credit code of the other party
    amount   bigint not null default 0,          -- fen: the kind's first money column
    day      date,                               -- the first date the row has
    from_day date   not null,
    to_day   date,                               -- null: in force, unless its filing is staged, or ended_by's has taken effect
    ended_by bigint not null default 0           -- filing that superseded it, or will
);
create unique index ledger_row_key on ledger_row (kind, path, key, ended_by) where to_day is null;
create index ledger_row_past on ledger_row (kind, path, key) where to_day is not null;
create index ledger_row_owner on ledger_row (owner, kind, key);
create index ledger_row_filing on ledger_row (filing);
create index ledger_row_ended on ledger_row (ended_by) where ended_by <> 0;
create index ledger_row_marked on ledger_row (ended_by) where ended_by <> 0 and to_day is null;
create index ledger_row_ref on ledger_row (owner, kind, ref) where ref <> '';

-- The words of a contract or tender that a row's text_file names, read when the file was filed.
create table row_text (
    path    text    not null,                    -- of the filing unit's group
    name    text    not null,                    -- as the row has it
    body    text    not null,
    paged   boolean not null,
    blob    text    not null default '',         -- the original
    made_at bigint  not null,
    primary key (path, name)
);

-- Who must file what by when. Set by the regulator: the notice gives no such day.
create table filing_duty (
    id        text   not null primary key,
    kind      text   not null,
    path      text   not null,                   -- whom it binds: every top-level group below
    every     text   not null,                   -- month, quarter, year
    due_days  bigint not null,                   -- days after the period's end
    from_day  date   not null,
    until_day date,
    source    text   not null,                   -- the regulator's own paper
    made_by   text   not null,
    made_at   bigint not null
);
