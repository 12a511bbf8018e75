-- purpose: months of accounts, summed at the load
-- one row is: what is said of accounts, and a month
-- columns: as in mart.month_sums
select * from mart.month_sums
