-- mart.account_seen: from when an account can be known of.
-- one row is: an account of core.account
-- reads: core.*
-- columns:
--   account_id
--   seen_from   the day it was created or its first dated row, whichever is earlier; null: listed without a date, known always
-- Rows of any date are looked at: an account whose first row lies after a day is not known on that day.
create or replace table mart.account_seen as
with
dated_rows as (
    select account_id, min(order_date) as day from core.order_line group by account_id
    union all
    select account_id, min(invoice_date) from core.receivable group by account_id
    union all
    select account_id, min(payment_date) from core.payment group by account_id
    union all
    select account_id, min(event_date) from core.service_event group by account_id
    union all
    select account_id, min(quote_date) from core.quote group by account_id
    union all
    select account_id, min(start_date) from core.contract group by account_id
    union all
    select account_id, min(response_date) from core.survey_response group by account_id
    union all
    select account_id, min(start_date) from core.service_delivery group by account_id
),

first_rows as (
    select
        account_id,
        min(day) as day
    from dated_rows
    group by account_id
),

final as (
    select
        account.account_id,
        case
            when account.created_date is null and account.listed then null
            else least(account.created_date, first_rows.day)
        end as seen_from
    from core.account as account
    left join first_rows
        on account.account_id = first_rows.account_id
)

select
    account_id,
    seen_from
from final
order by account_id;
