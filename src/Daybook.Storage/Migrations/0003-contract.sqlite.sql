-- What a client of the API sets for all its companies, one JSON value a name and key.
create table setting (
    name text not null,
    key text not null,
    body text not null,
    primary key (name, key)
);

create table rule (
    number integer primary key autoincrement,
    id text not null unique,
    company integer references company (number),
    body text not null
);

create index rule_company on rule (company) where company is not null;

create table webhook (
    number integer primary key autoincrement,
    id text not null unique,
    body text not null
);

-- One-time codes of the sync flow, by hash.
create table flow_code (
    hash blob primary key,
    company integer not null references company (number),
    commerce_key text not null,
    accounting_key text not null,
    merchant text,
    redirect_url text,
    expires bigint not null
);

create index flow_code_company on flow_code (company);

-- What happened that others may want to be told of. The company's id, not its number: the event outlives the company.
create table event (
    number integer primary key autoincrement,
    id text not null unique,
    type text not null,
    company text,
    payload text not null,
    created bigint not null
);

-- First answers by idempotency key; without a status while the first request runs.
create table answer (
    id blob primary key,
    token text not null,
    created bigint not null,
    request blob,
    status integer,
    content_type text,
    body blob
);

create index answer_created on answer (created);

create table quota (
    day text not null primary key,
    used bigint not null,
    reached boolean not null,
    told boolean not null
);

alter table company add column merchant text;
create unique index company_merchant on company (merchant) where merchant is not null;
create index document_company on document (company, ordinal);
create index dataset_type on dataset (company, data_type, number);
