-- +goose Up
-- Every act, in the order of its commit: leaves of an RFC 6962 Merkle log. Nothing here is changed or removed (audit_guard.go).
create table audit_event (
    seq     bigint not null primary key,         -- 0, 1, 2 …: the leaf's index
    at      bigint not null,
    actor   text   not null,                     -- person id; 'system'
    path    text   not null,                     -- whose it is
    action  text   not null,                     -- 'filing.file', 'finding.answer' …
    object  text   not null,                     -- 'filing:ID'
    result  text   not null,                     -- done, refused, failed
    entry   bytea  not null,                     -- the leaf: canonical JSON of the above and of the commitment to the details
    hash    bytea  not null                      -- its RFC 6962 leaf hash
);
create index audit_event_path on audit_event (path, seq);
create index audit_event_object on audit_event (object, seq);
create index audit_event_actor on audit_event (actor, seq);
create index audit_event_action on audit_event (action, seq);

-- What may be about a person (session, address, details) stands beside the leaf, which holds only its salted hash. It can
-- be erased, by an event that says so, and the log still verifies.
create table audit_detail (
    seq    bigint not null primary key,
    salt   bytea,
    plain  bytea,                                -- JSON
    erased bigint not null default 0             -- seq of the event that erased it
);

create table audit_hash (
    idx  bigint not null primary key,            -- tlog.StoredHashIndex
    hash bytea  not null
);

create table audit_head (
    one  bigint not null primary key,            -- always 1: writers queue on this row
    size bigint not null
);
insert into audit_head (one, size) values (1, 0);

create table audit_checkpoint (
    size bigint not null primary key,
    root bytea  not null,
    note bytea  not null                         -- signed, C2SP tlog-checkpoint
);

-- Work to do, born in the same transaction as its cause.
create table job (
    id          text   not null primary key,
    kind        text   not null,                 -- 'import', 'evaluate', 'report', 'mail'
    unique_key  text   not null,                 -- one job a key waits; one a key runs
    path        text   not null,                 -- whose it is
    lane        text   not null,                 -- top of the path: lanes take turns
    person      text   not null default '',      -- who waits for it
    payload     text   not null,                 -- JSON
    state       text   not null,                 -- ready, running, done, dead, cancelled
    run_at      bigint not null,
    lease_until bigint not null default 0,
    fence       bigint not null default 0,       -- grows with every claim; a late writer is refused
    worker      text   not null default '',
    attempts    bigint not null default 0,
    done_part   bigint not null default 0,       -- progress
    all_parts   bigint not null default 0,
    error       text   not null default '',      -- why it failed last: JSON, in both languages
    result      text   not null default '',      -- JSON
    made_at     bigint not null,
    ended_at    bigint not null default 0
);
create index job_turn on job (state, lane, run_at, id);
create index job_path on job (path, id);
create index job_person on job (person, id);
create unique index job_unique on job (unique_key) where state = 'ready';
create index job_busy on job (unique_key) where state = 'running';
create index job_ended on job (ended_at) where ended_at > 0;

-- When each lane last had its turn.
create table job_lane (
    lane   text   not null primary key,
    served bigint not null default 0
);
