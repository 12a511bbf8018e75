-- purpose: which alarms were raised of accounts, and whether each came true
-- one row is: a first alarm of an episode; parameters: $accounts (list of account_id), whose accounts are seen (seen_by_id.sql)
select
    account_id,
    flag,
    month_end as said_on,
    is_known,
    came_true
from mart.alarm as alarm
where account_id in (select unnest(cast($accounts as varchar[]))) and seen_by_id(alarm)
order by said_on desc, account_id, flag
