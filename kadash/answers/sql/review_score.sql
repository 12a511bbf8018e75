-- purpose: the points of an account's score now and at a past month-end
-- one row is: a day; parameters: $account_id, $month_end
-- columns: is_now, key_score, score_before_vetoes, and score_<part>: points above or below 50
select
    true as is_now,
    key_score,
    score_before_vetoes,
    score_continuity,
    score_payment,
    score_growth,
    score_contribution,
    score_volume
from mart.account
where account_id = $account_id
union all
select
    false as is_now,
    key_score,
    score_before_vetoes,
    score_continuity,
    score_payment,
    score_growth,
    score_contribution,
    score_volume
from mart.account_history
where account_id = $account_id and month_end = $month_end
