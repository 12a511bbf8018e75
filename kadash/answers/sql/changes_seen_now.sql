-- purpose: each account as it stands in a file, with its flags, for changes_picture.sql
-- one row is: an account; parameters: $flags (all codes)
-- columns: those of mart.account; flag_bits: bit n - 1 says that it has flag n of $flags; lost_before: what lost
--   categories brought last year, null where there is none
with
flagged as (
    select
        account_id,
        bit_or(1::bigint << (list_position(cast($flags as varchar[]), flag) - 1)::integer) as flag_bits,
        max(
            case when flag = 'lost_category' then cast(json_extract(evidence, '$.measured.revenue_prev_12m') as double) end
        ) as lost_before
    from mart.flag
    group by account_id
)

select
    account.*,
    flagged.flag_bits,
    flagged.lost_before
from mart.account as account
left join flagged on account.account_id = flagged.account_id
