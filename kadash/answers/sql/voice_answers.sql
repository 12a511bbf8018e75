-- purpose: what the viewer's accounts answered in surveys
-- one row is: an account, a day of answers, and a driver (recommend: would they recommend us)
-- parameters: $as_of, $scheme, $account_id (null: all), whose accounts are seen (seen.sql)
-- columns:
--   account_id, account_name, owner, contribution_12m, layer (of the scheme; null where it has none), low (flag low_survey)
--   day, driver
--   score, expectation, importance   means of the answers, 0 to 1 of their scale; null where none has a place on it
--   answers        answers on that day; respondents (the names known, at least 1)
--   promoters, detractors   of answers on recommending from 0 to 10: those of 9 and 10, those up to 6; marks: all of them
select
    account.account_id,
    coalesce(account.account_name, account.account_id) as account_name,
    account.owner,
    cast(account.contribution_12m as double) as contribution_12m,
    segment.layer,
    flag.account_id is not null as low,
    answer.response_date as day,
    answer.driver,
    avg(answer.score_share) as score,
    avg(answer.expectation_share) as expectation,
    avg(answer.importance_share) as importance,
    count(*) as answers,
    greatest(count(distinct answer.respondent), 1) as respondents,
    count(*) filter (where answer.scale_min = 0 and answer.scale_max = 10 and answer.score >= 9) as promoters,
    count(*) filter (where answer.scale_min = 0 and answer.scale_max = 10 and answer.score <= 6) as detractors,
    count(*) filter (where answer.scale_min = 0 and answer.scale_max = 10) as marks
from core.survey_response as answer
inner join mart.account as account
    on answer.account_id = account.account_id
left join mart.segment as segment
    on account.account_id = segment.account_id and segment.scheme = $scheme
left join mart.flag as flag
    on account.account_id = flag.account_id and flag.flag = 'low_survey'
where
    answer.response_date <= $as_of
    and seen(account)
    and (cast($account_id as varchar) is null or account.account_id = $account_id)
group by all
order by account.account_id, day, driver
