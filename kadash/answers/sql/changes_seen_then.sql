-- purpose: each account as a past month-end of a file saw it, with its flags, for changes_picture.sql
-- one row is: an account; parameters: $flags (all codes), $day
-- columns: those of mart.account_history; flag_bits: bit n - 1 says that it had flag n of $flags; lost_before: what lost
--   categories brought the year before, null here: history keeps no evidence
with
combinations as (
    select distinct flags as codes
    from mart.account_history
    where month_end = cast($day as date)
),

flagged as (
    select
        codes,
        list_sum(list_transform(
            cast(codes as json)::varchar[],
            lambda code: 1::bigint << (list_position(cast($flags as varchar[]), code) - 1)::integer
        ))::bigint as flag_bits
    from combinations
)

select
    account.*,
    flagged.flag_bits,
    cast(null as double) as lost_before
from mart.account_history as account
left join flagged on account.flags = flagged.codes
where account.month_end = cast($day as date)
