-- How the syncs that a company's schedule started have gone lately.
create table schedule (
    company integer primary key references company (number),
    attempts integer not null,
    failed_days integer not null,
    failed_on text,
    checked_for bigint,
    warnings text not null
);
