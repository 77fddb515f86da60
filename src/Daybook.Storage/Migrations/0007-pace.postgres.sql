-- Limits of calls to platforms that all servers keep together: until when each is left alone, and the calls that servers have taken.
create table pace (
    name text primary key,
    closed_until bigint not null
);

create table pace_lot (
    number bigint generated always as identity primary key,
    name text not null,
    until bigint not null,
    calls integer not null
);

create index pace_lot_name on pace_lot (name, until);
