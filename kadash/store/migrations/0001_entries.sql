-- purpose: every entry a person made, append-only; the newest row of a (kind, subject) is what holds
create table entry (
    entry_id integer primary key autoincrement,
    kind text not null,
    subject text not null,
    body text,
    author text not null,
    entered_at text not null,
    replaces integer references entry (entry_id)
);
create index entry_by_subject on entry (kind, subject, entry_id);
