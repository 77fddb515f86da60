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
);

insert into tally (connection, kind, bucket, live, seen)
select connection, kind, seq >> 12, count(*), max(seen) from record where not deleted group by connection, kind, seq >> 12;

-- A member of a JSON object by the names on the way to it, whatever the case of their letters A to Z; null where there is none.
-- What a payload may hold and jsonb can't (NUL, half a surrogate pair, a number beyond all bounds) must not fail the query: the first two are
-- replaced, a payload with the last has no members.
create function list_json(document text) returns jsonb language plpgsql immutable strict as $$
begin
    return document::jsonb;
exception when others then
    begin
        return regexp_replace(document, '\\u(0000|[dD][89a-fA-F][0-9a-fA-F]{2})', '\\ufffd', 'g')::jsonb;
    exception when others then
        return null;
    end;
end
$$;

create function list_member(document text, names text[]) returns jsonb language plpgsql immutable strict as $$
declare
    piece json;
    found jsonb;
    name text;
begin
    -- Nearly always the names are spelled as they were sent, and nothing but the member itself need be read.
    begin
        piece := document::json;
        foreach name in array names loop
            piece := piece -> name;
            exit when piece is null;
        end loop;
        if piece is not null then
            return piece::jsonb;
        end if;
    exception when others then
        piece := null;
    end;

    if strpos(document, '\') = 0 and strpos(lower(document collate "C"), '"' || lower(names[1] collate "C") || '"') = 0 then
        return null;
    end if;
    found := list_json(document);
    foreach name in array names loop
        if found is null or jsonb_typeof(found) <> 'object' then
            return null;
        end if;
        found := (select m.value from jsonb_each(found) m where lower(m.key collate "C") = lower(name collate "C") limit 1);
    end loop;
    return found;
end
$$;

-- The ticks of 100 ns since 1970 of a date in ISO 8601; null where the text is none. The same as the program's own reading of dates.
create function list_moment(value text) returns bigint language plpgsql immutable strict parallel safe as $$
declare
    p text[] := regexp_match(value, '^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]+))?)?(?:[Zz]|([+-])([0-9]{2})(?::?([0-9]{2}))?)?)?$');
    y int := p[1];
    m int := p[2];
    d int := p[3];
    away bigint;
    ticks bigint;
begin
    if p is null or y < 1 or m not between 1 and 12 or d < 1 or p[4]::int > 23 or p[5]::int > 59 or p[6]::int > 59 or p[9]::int > 18 or p[10]::int > 59 then
        return null;
    end if;
    if d > extract(day from make_date(y, m, 1) + interval '1 month' - interval '1 day') then
        return null;
    end if;
    away := (coalesce(p[9]::bigint, 0) * 3600 + coalesce(p[10]::bigint, 0) * 60) * case p[8] when '-' then -1 else 1 end;
    ticks := ((make_date(y, m, d) - date '1970-01-01')::bigint * 86400 + coalesce(p[4]::bigint, 0) * 3600 + coalesce(p[5]::bigint, 0) * 60
        + coalesce(p[6]::bigint, 0) - away) * 10000000 + coalesce(rpad(left(p[7], 7), 7, '0')::bigint, 0);
    return case when ticks between -621355968000000000 and 2534023007999999999 then ticks end;
end
$$;

-- Small letters of every alphabet where the server knows them, else of its own locale.
do $$
begin
    if exists (select 1 from pg_collation where collname = 'und-x-icu') then
        create function list_fold(value text) returns text language sql immutable strict parallel safe as 'select lower(value collate "und-x-icu")';
    else
        create function list_fold(value text) returns text language sql immutable strict parallel safe as 'select lower(value)';
    end if;
end
$$;
