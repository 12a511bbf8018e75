-- purpose: answers to a survey, one driver each
-- one row is as in its file; rows alike to the letter in two files are one
-- inputs: stage.survey_response
create or replace table core.survey_response as
with copied as (
    select
        *,
        row_number() over (partition by source_id, account_id, response_date, driver, score, expectation, respondent, scale_max) as copy
    from named('stage.survey_response')
)
select
    account_id,
    response_date,
    driver,
    score,
    expectation,
    respondent,
    scale_max,
    source_id,
    source_row
from copied
qualify source_id = max(source_id) over (partition by account_id, response_date, driver, score, expectation, respondent, scale_max, copy)
order by account_id, response_date;
