-- The hash of what a record said, where that is no longer kept: the same sent again changes nothing.
alter table record add column forgotten bytea;

-- Up to which sequence contents have been forgotten, and the records before it that were not booked then: they are looked at again.
create table forgetting (
    connection integer not null,
    kind smallint not null,
    upto bigint not null,
    primary key (connection, kind)
);

create table forgotten_later (
    connection integer not null,
    record bigint not null,
    primary key (connection, record)
);

-- An event goes once nobody is still to be told of it.
create index delivery_event on delivery (event);

-- The moment that it was when the clock was found to have been ahead.
alter table schedule add column again_from bigint;
