-- purpose: what accounts bought after they answered a survey, against the same days of the year before
-- one row is: an account and a half-year in which it answered, once $days_after have passed since its last answer in it
-- parameters: $as_of, $days_after, $scheme, whose accounts are seen (seen.sql)
-- columns:
--   account_id, half (first day of the half-year)
--   layer     of the scheme at the last month-end before the answer; null where none was judged. (Not today's: who bought
--             less since is in a lower layer for that.)
--   outcome   2 x (after - before) / (after + before): -2 where it left, 0 where it buys as much as before, up to 2;
--             after: revenue of the days since the answer, 365 at most; before: of the same days a year earlier.
--             Null where it bought nothing then, so that it cannot be told whether it stayed.
with answered as (
    select
        answer.account_id,
        date_trunc('year', answer.response_date) + interval (6 * ((month(answer.response_date) - 1) // 6)) month as half,
        max(answer.response_date) as day
    from core.survey_response as answer
    inner join mart.account as account
        on answer.account_id = account.account_id
    where
        answer.response_date <= $as_of
        and answer.score_share is not null
        and seen(account)
    group by all
),

watched as (
    select
        *,
        cast(least(date_diff('day', day, $as_of), 365) as integer) as days
    from answered
    where date_diff('day', day, $as_of) >= $days_after
),

bought as (
    select
        watched.account_id,
        watched.half,
        watched.day,
        cast(coalesce(sum(sales.revenue) filter (where sales.day > watched.day), 0) as double) as after,
        cast(coalesce(sum(sales.revenue) filter (where sales.day <= watched.day - 365 + watched.days), 0) as double) as before
    from watched
    left join mart.account_day as sales
        on watched.account_id = sales.account_id
        and sales.day > watched.day - 365
        and sales.day <= watched.day + watched.days
        and (sales.day > watched.day or sales.day <= watched.day - 365 + watched.days)
    group by all
)

select
    bought.account_id,
    cast(bought.half as date) as half,
    json_extract_string(judged.layers, '$."' || $scheme || '"') as layer,
    case when before > 0 then 2 * (greatest(after, 0) - before) / (greatest(after, 0) + before) end as outcome
from bought
asof left join mart.account_history as judged
    on bought.account_id = judged.account_id
    and bought.day >= judged.month_end
order by bought.account_id, half
