-- purpose: whether new lines say anything of accounts that is not known of them
-- one row is: described (they say another name, region or the like), alike (a new account has the name or number of another),
--   owners (an account has another owner)
-- inputs: stage.added_account (accounts as the new lines describe them), stage.added_line, core.account
with
seen as (
    select added.*
    from stage.added_account as added
    semi join stage.added_line using (account_id)
),
both_times as (
    select
        seen.account_name <> seen.account_id and seen.account_name <> known.account_name
        or seen.parent_id is distinct from known.parent_id and seen.parent_id is not null
        or seen.industry is distinct from known.industry and seen.industry is not null
        or seen.region is distinct from known.region and seen.region is not null
        or seen.created_date is distinct from known.created_date and seen.created_date is not null
        or seen.declared_class is distinct from known.declared_class and seen.declared_class is not null
        or seen.annual_wallet is distinct from known.annual_wallet and seen.annual_wallet is not null
        or seen.payment_terms_days is distinct from known.payment_terms_days and seen.payment_terms_days is not null
        or seen.credit_limit is distinct from known.credit_limit and seen.credit_limit is not null
        or seen.status is distinct from known.status and seen.status is not null
        or seen.note is distinct from known.note and seen.note is not null as described,
        seen.owner is distinct from known.owner and seen.owner is not null as owner
    from seen
    inner join core.account as known using (account_id)
),
names as (
    select lower(regexp_replace(translate(account_name, '（）　', '() '), '\s+', ' ', 'g')) as name
    from core.account
    where account_name <> account_id
    union
    select lower(regexp_replace(translate(account_id, '（）　', '() '), '\s+', ' ', 'g'))
    from core.account
),
new_names as (
    select lower(regexp_replace(translate(account_name, '（）　', '() '), '\s+', ' ', 'g')) as name
    from seen
    anti join core.account as known using (account_id)
    where account_name <> account_id
)
select
    (select coalesce(bool_or(described), false) from both_times) as described,
    exists (from new_names semi join names using (name)) as alike,
    (select coalesce(bool_or(owner), false) from both_times) as owners;
