-- +goose Up
-- One text for SQLite and PostgreSQL: instants are unix milliseconds (bigint), days are dates, money is bigint fen,
-- keys are made by the application, paths are "/CODE/CODE/" compared bytewise.
create table setting (
    key   text not null primary key,
    value text not null
);

-- What ran here: the hash of every schema file as it was. A file changed after it ran is refused.
create table schema_hash (
    version bigint not null primary key,
    name    text   not null,
    hash    text   not null                      -- SHA-256 of the file, hex
);

create table unit (
    code     text not null primary key,          -- unified social credit code
    name     text not null,
    short    text not null default '',           -- what lists show
    parent   text not null default '',           -- code; '' for a top-level group
    path     text not null,                      -- '/TOP/…/CODE/'
    control  text not null default '',
    size     text not null default '',
    kind     text not null default '',
    industry text not null default '',
    county   text not null default '',
    holding  text not null default '',
    since    date not null,
    until    date                                -- left the tree on that day
);
create index unit_path on unit (path);
create index unit_parent on unit (parent);

insert into setting (key, value) values ('tree-version', '0');

create table unit_move (
    id         text   not null primary key,
    code       text   not null,
    from_path  text   not null,
    to_path    text   not null,
    on_day     date   not null,
    moved_by   text   not null,
    moved_at   bigint not null
);
create index unit_move_code on unit_move (code, on_day);

create table person (
    id            text   not null primary key,
    login         text   not null unique,
    name          text   not null,
    phone         text   not null default '',
    email         text   not null default '',
    password      text   not null default '',    -- argon2id, PHC string; '' none yet
    totp          bytea,                         -- secret, sealed; null: not enrolled
    totp_step     bigint not null default 0,     -- last step used
    subject       text   not null default '',    -- OIDC issuer + ' ' + subject
    lang          text   not null default 'zh',
    home          text   not null default '/',   -- path of the unit they work at; '/' the regulator
    disabled_at   bigint,
    created_at    bigint not null,
    created_by    text   not null default ''
);
create index person_home on person (home);
create unique index person_subject on person (subject) where subject <> '';

create table recovery_code (
    person  text not null,
    hash    text not null,
    used_at bigint,
    primary key (person, hash)
);

-- A role held over a subtree. Nothing is deleted: it ends.
create table role_grant (
    id           text   not null primary key,
    person       text   not null,
    role         text   not null,
    path         text   not null,                -- '/' for the regulator and the instance's administrators
    from_day     date   not null,
    until_day    date,
    delegated_by text   not null default '',     -- person who delegated; '' granted by an administrator
    granted_by   text   not null,
    granted_at   bigint not null,
    revoked_by   text   not null default '',
    revoked_at   bigint
);
create index role_grant_person on role_grant (person);
create index role_grant_path on role_grant (path);

create table session (
    token      text   not null primary key,      -- hash of the cookie
    id         text   not null unique,           -- what lists and audit name
    person     text   not null,
    created_at bigint not null,
    seen_at    bigint not null,
    expires_at bigint not null,
    second_at  bigint not null default 0,        -- when the second factor was last given; 0: not yet
    stage      text   not null default '',       -- signing in: 'second', 'enrol'; '' signed in
    pending    bytea,                            -- TOTP secret shown while enrolling, sealed
    ip         text   not null default '',
    agent      text   not null default '',
    ended_at   bigint
);
create index session_person on session (person);

-- Wrong guesses by login and by address; shared by all servers, survives restarts.
create table guess (
    key     text   not null primary key,
    fails   bigint not null,
    last_at bigint not null,
    next_at bigint not null                      -- not before
);
create index guess_last on guess (last_at);

create table invitation (
    hash       text   not null primary key,      -- of a one-use link: bootstrap, invitation, reset
    purpose    text   not null,
    person     text   not null default '',
    made_by    text   not null default '',
    made_at    bigint not null,
    expires_at bigint not null,
    used_at    bigint
);

-- What one person proposes and another decides: roles over the instance, moves between groups, second factors anew.
create table proposal (
    id         text   not null primary key,
    kind       text   not null,
    path       text   not null,
    object     text   not null,                  -- 'person:ID', 'unit:CODE'
    content    text   not null,                  -- JSON
    reason     text   not null default '',
    made_by    text   not null,
    made_at    bigint not null,
    expires_at bigint not null,
    decided_by text   not null default '',
    decided_at bigint,
    approved   boolean not null default false
);
create index proposal_open on proposal (kind, made_at);

create table saved_view (
    id         text   not null primary key,
    person     text   not null,
    screen     text   not null,
    name       text   not null,
    query      text   not null,
    created_at bigint not null
);
create index saved_view_person on saved_view (person, screen);
