-- purpose: answers to surveys, up to the as-of day
-- one row is: an answer on one driver
-- parameters: $as_of
select
    account_id,
    response_date,
    driver,
    respondent,
    score,
    expectation,
    scale_max,
    source_id,
    source_row
from core.survey_response
where response_date <= $as_of
