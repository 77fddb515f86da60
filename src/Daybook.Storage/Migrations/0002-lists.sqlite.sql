-- When the server last saw a change of the record, and the sequence of the version that the last one replaced (null: none that was listed).
alter table record add column seen bigint not null default 0;
alter table record add column prior bigint;

-- Of records that are there already it is known only that they were seen by the last push.
update record set seen = coalesce((select last_sync from connection where number = record.connection), 0);

-- How many records are listed, by 4096 sequences, and a moment after which none of them was seen: a page, or what is new, is found without looking at the rest.
create table tally (
    connection integer not null,
    kind smallint not null,
    bucket bigint not null,
    live integer not null,
    seen bigint not null,
    primary key (connection, kind, bucket)
) without rowid;

insert into tally (connection, kind, bucket, live, seen)
select connection, kind, seq >> 12, count(*), max(seen) from record where not deleted group by connection, kind, seq >> 12;
