-- surveys: how an account answered in the last 12 months, as of a day.
-- one row is: an account with answers on drivers in the 365 days up to as_of
-- reads: core.survey_response, account_number
-- parameters: as_of
-- columns:
--   account  number of the account
--   survey_answers_12m   answers that have a place on their scale; recommending is no driver and does not count
--   survey_score         mean of its drivers' means, in millionths of the scale
--   survey_low_driver    place of the driver with the lowest mean among the eight, from 1 on; the first of equal ones
--   survey_low_score     that mean, in millionths of the scale
with
answers as (
    select
        account_id,
        list_position(
            ['tangibles', 'reliability', 'responsiveness', 'assurance', 'empathy', 'quality', 'value', 'satisfaction'],
            driver) as driver,
        score_share
    from core.survey_response
    where response_date <= $as_of and response_date > $as_of - 365 and score_share is not null
        and driver <> 'recommend'
),

drivers as (
    select
        account_id,
        driver,
        count(*) as answers,
        cast(round(1000000 * avg(score_share)) as bigint) as score
    from answers
    where driver > 0
    group by account_id, driver
),

final as (
    select
        account_id,
        cast(sum(answers) as bigint) as survey_answers_12m,
        cast(round(avg(score)) as bigint) as survey_score,
        cast(min(100 * score + driver) as bigint) as lowest
    from drivers
    group by account_id
)

select
    numbers.account,
    survey_answers_12m,
    survey_score,
    lowest % 100 as survey_low_driver,
    lowest // 100 as survey_low_score
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
