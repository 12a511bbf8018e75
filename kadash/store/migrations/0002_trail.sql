-- purpose: one row an act (an entry made, a sign-in, a load, a file taken away ...), chained by hash; never changed,
-- and removed only up to a line that a later line of action 'retention' names
create table trail (
    line_id integer primary key,
    at text not null,
    who text not null,
    action text not null,
    subject text not null,
    detail text not null,
    previous text not null,
    hash text not null
);
create index trail_by_action on trail (action, line_id);
create trigger trail_never_changes before update on trail
begin select raise(abort, 'the trail is never changed'); end;
create trigger trail_is_kept before delete on trail
when not exists (
    select 1 from trail
    where action = 'retention' and json_valid(detail) and json_extract(detail, '$.last') >= old.line_id)
begin select raise(abort, 'the trail is kept'); end;
-- The trail holds hashes of bodies under a salt of their own: a body that is erased cannot be guessed from its hash.
alter table entry add column salt text not null default '';
