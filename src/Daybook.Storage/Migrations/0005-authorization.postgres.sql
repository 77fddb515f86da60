-- What opens a merchant's books on platforms that ask for consent; bodies are encrypted (ASP.NET Data Protection).
create table authorization_grant (
    connection text not null primary key,
    version integer not null,
    body bytea not null
);

-- Consent on its way: each is taken once. Keyed by a hash of the secret that the merchant's browser brings back.
create table consent (
    state bytea not null primary key,
    connection text not null,
    expires bigint not null,
    body bytea not null
);
