-- purpose: the numbers under which a viewer who may not know names sees accounts
-- one row is: an account, or a parent that is none; parameters: $key (of this company), $word (before the number)
-- columns: account_id; pseudonym: eight digits that stay the same from load to load, with a number behind where two would
--   have the same; name
create table mask.account as
with
known as (
    select account_id from plain.core.account
    union
    select parent_id from plain.core.account where parent_id is not null
    union
    select account_id from plain.mart.account
    union
    select parent_id from plain.mart.account where parent_id is not null
),

hashed as (
    select
        account_id,
        sha256($key || account_id) as hash
    from known
),

digits as (
    select
        account_id,
        hash,
        lpad(cast(('0x' || hash[1:12])::ubigint % 100000000 as varchar), 8, '0') as digits
    from hashed
),

final as (
    select
        account_id,
        digits[1:4] || '-' || digits[5:8] as number,
        row_number() over (partition by digits order by hash) as place
    from digits
)

select
    account_id,
    case when place = 1 then number else number || '-' || place end as pseudonym,
    $word || ' ' || pseudonym as name
from final
order by account_id;
