-- purpose: the measured 80/20 of everybody's accounts
-- one row is: the company; none where no account has the measure; parameters: $measure (contribution or revenue)
select
    accounts,
    cast(total as double) as total,
    half_accounts,
    eighty_accounts,
    earners,
    losers,
    cast(loss as double) as loss,
    cast(case when total > 0 then peak / total end as double) as peak_share
from mart.concentration
where measure = $measure
