-- purpose: what is flagged at an account, most urgent first
-- one row is: a flag; parameters: $account_id
select
    flag,
    severity,
    evidence
from mart.flag
where account_id = $account_id
order by case severity when 'act' then 1 when 'watch' then 2 else 3 end, flag
