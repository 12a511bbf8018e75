-- purpose: answers to a survey, one question each, on their own scale and on one scale from 0 to 1
-- one row is as in its file; rows alike to the letter in two files are one
-- inputs: stage.survey_response
-- columns of the scale:
--   scale_min, scale_max   ends of the scale that the answer was given on
--   scale_stated           true where the file says the top; else it is the smallest usual one (5, 7, 10, 100) that no
--                          answer of the file lies above, counted apart for the question whether they recommend us
--   score_share, expectation_share, importance_share   (answer - scale_min) / (scale_max - scale_min); null where not
--                          answered, and for an answer beyond its scale
-- A scale begins at 1; at 0 where an answer of the file on that scale is 0, where it reaches to 100, and where
-- recommending is asked up to 10 (net promoter score).
create or replace table core.survey_response as
with copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, response_date, driver, score, expectation, importance, respondent, scale_max) as copy
    from named('stage.survey_response')
),

kept as (
    select *
    from copied
    qualify source_id = max(source_id) over (partition by account_id, response_date, driver, score, expectation, importance, respondent, scale_max, copy)
),

seen as (
    select
        *,
        max(greatest(score, coalesce(expectation, score), coalesce(importance, score))) over same as topmost,
        min(least(score, coalesce(expectation, score), coalesce(importance, score))) over same as lowest
    from kept
    window same as (partition by source_id, driver = 'recommend', scale_max)
),

topped as (
    select
        *,
        scale_max is not null as scale_stated,
        case
            when scale_max is not null then scale_max
            when topmost <= 5 then 5
            when topmost <= 7 then 7
            when topmost <= 10 then 10
            else 100
        end as top
    from seen
),

scaled as (
    select
        *,
        case when lowest = 0 or top >= 100 or (driver = 'recommend' and top = 10) then 0 else 1 end as bottom
    from topped
)

select
    account_id,
    response_date,
    driver,
    score,
    expectation,
    importance,
    respondent,
    cast(bottom as double) as scale_min,
    cast(top as double) as scale_max,
    scale_stated,
    case when score between bottom and top then (score - bottom) / (top - bottom) end as score_share,
    case when expectation between bottom and top then (expectation - bottom) / (top - bottom) end as expectation_share,
    case when importance between bottom and top then (importance - bottom) / (top - bottom) end as importance_share,
    source_id,
    source_row
from scaled
order by account_id, response_date, source_id, source_row, driver;
