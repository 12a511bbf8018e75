-- mart.service_option: every way in which an account may be served that earns, one service or a pair, in numbers alone:
-- what a plan chooses from, read whole.
-- one row is: an account and a service, or two of them, that earn; those of an account stand together
-- reads: mart.proposal, mart.proposal_pair, mart.account_place, mart.service_place
-- columns:
--   account      its number in mart.account_place
--   first        the service's in mart.service_place
--   second       the other one's; null for one service
--   gain         money over the policy's horizon, above 0
--   cost         money of the first year
--   hours_share  of the hours of both what is needed: less than 1 where they share their work
create or replace table mart.service_option as
with options as (
    select
        account_id,
        rank as number,
        service_id as first,
        null as second,
        expected_gain as gain,
        cost,
        1.0::double as hours_share
    from mart.proposal
    where expected_gain > 0
    union all
    select
        account_id,
        pair as number,
        first,
        second,
        gain,
        cost,
        hours_share
    from mart.proposal_pair
    where gain > 0
),

final as (
    select
        account_place.place as account,
        first_place.place as first,
        second_place.place as second,
        options.gain,
        options.cost,
        options.hours_share,
        options.number
    from options
    inner join mart.account_place as account_place on options.account_id = account_place.account_id
    inner join mart.service_place as first_place on options.first = first_place.service_id
    left join mart.service_place as second_place on options.second = second_place.service_id
)

select
    account,
    first,
    second,
    gain,
    cost,
    hours_share
from final
order by account, second is not null, number;
