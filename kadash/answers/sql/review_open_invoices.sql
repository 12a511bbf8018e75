-- purpose: what an account has not paid yet: all of it, and what is past due
-- one row is: the account; parameters: $account_id, $as_of
select
    coalesce(sum(amount), 0)::double as open,
    coalesce(sum(amount) filter (where due_date < $as_of), 0)::double as overdue,
    min(due_date) filter (where due_date < $as_of and amount > 0) as oldest_due,
    count(*) filter (where due_date < $as_of and amount > 0) as overdue_invoices
from core.receivable
where account_id = $account_id
    and invoice_date <= $as_of
    and (paid_date is null or paid_date > $as_of)
