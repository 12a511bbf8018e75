-- purpose: the payments behind an account's figures, each with the file and the row it came from
-- one row is: a payment, newest first; parameters: $account_id, $first_day, $last_day, $most
select
    payment.payment_date as day,
    payment.invoice_id as number,
    cast(payment.amount as double) as amount,
    payment.method as what,
    source.file,
    source.sheet,
    payment.source_row % 1000000000 as "row",
    count(*) over () as found
from core.payment as payment
left join meta.source as source on source.source_id = payment.source_id
where payment.account_id = $account_id and payment.payment_date between $first_day and $last_day
order by payment.payment_date desc, payment.invoice_id
limit $most
