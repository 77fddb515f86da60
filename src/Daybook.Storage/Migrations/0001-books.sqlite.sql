create table company (
    number integer primary key autoincrement,
    id text not null unique,
    name text not null,
    description text,
    created bigint not null,
    tags text not null,
    -- The id of the sync that holds the company, and when it last showed life.
    writer text,
    writer_seen bigint,
    -- Counts the plans stored: tells the deferrals of a plan from older ones.
    plans integer not null default 0
);

create table connection (
    number integer primary key autoincrement,
    id text not null unique,
    company integer not null references company (number),
    platform text not null,
    source smallint not null,
    status smallint not null,
    created bigint not null,
    last_sync bigint,
    payouts_are_magnitudes boolean not null,
    -- The sequence of the latest change, the one up to which a plan has looked, and that of the last change of what orders mean (0: none).
    head bigint not null default 0,
    planned bigint not null default 0,
    meaning_changed bigint not null default 0
);

create index connection_company on connection (company);
create unique index connection_active_ledger on connection (company) where source = 2 and status in (0, 1);

create table configuration (
    company integer primary key references company (number),
    body text not null
);

create table api_key (
    number integer primary key autoincrement,
    name text not null,
    hash blob not null unique,
    created bigint not null
);

create table dataset (
    number integer primary key,
    id text not null unique,
    company integer not null references company (number),
    connection integer not null references connection (number),
    data_type text not null,
    requested bigint not null,
    completed bigint not null,
    sent integer not null,
    changed integer not null,
    remarks text not null
);

create index dataset_company on dataset (company, number);
create index dataset_connection on dataset (connection);

-- New rows go to the end of the table; only the index of keys, which is narrow, is written at random.
create table record (
    rid integer primary key,
    connection integer not null,
    kind smallint not null,
    key blob not null,
    seq bigint not null,
    -- The sequence with which the record first arrived: a plan that looked at less has never seen it.
    first_seq bigint not null,
    changed bigint not null,
    created bigint,
    dated boolean not null,
    deleted boolean not null,
    link blob,
    projection blob,
    payload blob not null
);

create unique index record_key on record (connection, kind, key);
create index record_seq on record (connection, kind, seq);
create index record_link on record (connection, link) where link is not null;

create table deferred (
    connection integer not null,
    record bigint not null,
    state smallint not null,
    due bigint not null,
    since bigint not null,
    noted integer not null,
    reason text not null,
    primary key (connection, record)
) without rowid;

create index deferred_due on deferred (connection, due);
create index deferred_state on deferred (connection, state, since, record);

create table sync (
    number integer primary key autoincrement,
    id text not null unique,
    company integer not null references company (number),
    started bigint not null,
    finished bigint,
    from_time bigint not null,
    to_time bigint not null,
    code integer not null,
    status text not null,
    error text,
    data_pushed boolean not null,
    undone boolean not null,
    problems text not null
);

create index sync_company on sync (company, number);

-- The ordinal is the order of writing.
create table document (
    ordinal integer primary key autoincrement,
    id text not null unique,
    company integer not null references company (number),
    connection integer not null,
    sync text not null,
    number text,
    kind smallint not null,
    date text not null,
    currency text not null,
    state smallint not null,
    platform_id text,
    error text,
    target text,
    source text,
    requested bigint not null,
    completed bigint,
    body text not null
);

create unique index document_number on document (company, number);
create index document_state on document (company, state);
create index document_sync on document (sync);
create index document_target on document (target) where target is not null;
create index document_source on document (source) where source is not null;

create table number_day (
    company integer not null references company (number),
    date text not null,
    last integer not null,
    primary key (company, date)
) without rowid;

create table part (
    document integer not null,
    n integer not null,
    record bigint not null,
    -- The order under which the record is settled; null where that is the record itself.
    sale bigint,
    postings blob not null,
    primary key (document, n)
) without rowid;

create index part_record on part (record);
create index part_sale on part (sale) where sale is not null;
