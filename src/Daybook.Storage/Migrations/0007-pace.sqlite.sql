-- Limits of calls to platforms that all servers keep together: until when each is left alone, and the calls that servers have taken.
create table pace (
    name text not null primary key,
    closed_until integer not null
);

create table pace_lot (
    number integer primary key autoincrement,
    name text not null,
    until integer not null,
    calls integer not null
);

create index pace_lot_name on pace_lot (name, until);
