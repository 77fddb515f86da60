-- Whether an event was given to those who want to be told of it.
alter table event add column is_handed_out boolean not null default false;
create index event_waiting on event (number) where not is_handed_out;

-- Whom to tell, a webhook consumer or a rule: how it has gone lately, and which server is at it at the moment.
create table subscriber (
    id text primary key,
    attempts integer not null default 0,
    failing_since bigint,
    due bigint not null default 0,
    lease bigint not null default 0,
    is_off boolean not null default false
);

-- What each is still to be told, in order.
create table delivery (
    number bigint generated always as identity primary key,
    subscriber text not null,
    event bigint not null
);

create index delivery_subscriber on delivery (subscriber, number);

-- What came of each attempt.
create table attempt (
    number bigint generated always as identity primary key,
    subscriber text not null,
    event text not null,
    type text not null,
    at bigint not null,
    status integer,
    error text,
    millis integer not null
);

create index attempt_subscriber on attempt (subscriber, number);
create index attempt_at on attempt (at);
create index event_created on event (created);
