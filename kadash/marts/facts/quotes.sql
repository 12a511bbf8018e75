-- quotes: offers made to an account, as of a day.
-- one row is: an account with a quote dated at or before as_of
-- reads: core.quote, account_number
-- parameters: as_of, window_start, window_end (W: first and last day of the 12 full months)
-- columns (exports do not say when an outcome fell, so it is the one known at the load):
--   account  number of the account
--   quotes_12m   quotes in W
--   quotes_won_12m, quotes_lost_12m   of them, those won and those lost
--   quotes_open  quotes whose outcome is open
with
final as (
    select
        account_id,
        count(*) filter (where quote_date between $window_start and $window_end) as quotes_12m,
        count(*) filter (where quote_date between $window_start and $window_end and outcome = 'won') as quotes_won_12m,
        count(*) filter (where quote_date between $window_start and $window_end and outcome = 'lost') as quotes_lost_12m,
        count(*) filter (where outcome = 'open') as quotes_open
    from core.quote
    where quote_date <= $as_of
    group by account_id
)

select
    numbers.account,
    quotes_12m,
    quotes_won_12m,
    quotes_lost_12m,
    quotes_open
from final
inner join account_number as numbers
    on final.account_id = numbers.account_id
