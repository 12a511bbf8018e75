-- purpose: what a person is told and asked about files of order lines that cover the same days
-- one row is: an older and a newer file with rows alike; total_*: what all order lines come to under each choice for it
-- code: of the finding on them (a person chose, a later export of the same sheet, or assumed until a person chooses)
-- inputs: stage.overlap, stage.overlap_effect, stage.file_of, core.order_line
with total as (
    select cast(coalesce(sum(amount), 0) as decimal(38, 4)) as now
    from core.order_line
),
effect as (
    select
        older_file,
        newer_file,
        coalesce(sum(value) filter (where choice = 'replace'), 0) as replace_value,
        coalesce(sum(value) filter (where choice = 'once'), 0) as once_value
    from stage.overlap_effect
    group by older_file, newer_file
),
kept as (
    select
        overlap.*,
        effect.replace_value,
        effect.once_value,
        total.now + case overlap.reading
            when 'replace' then coalesce(effect.replace_value, 0)
            when 'once' then coalesce(effect.once_value, 0)
            else 0
        end as total_keep
    from stage.overlap overlap
    cross join total
    left join effect using (older_file, newer_file)
)
select
    kept.pair,
    older.file as older,
    newer.file as newer,
    strftime(kept.first_day, '%Y-%m-%d') as first,
    strftime(kept.last_day, '%Y-%m-%d') as last,
    kept.older_rows as rows,
    kept.older_value as amount,
    kept.newer_rows,
    kept.newer_value as newer_amount,
    kept.alike_rows as alike,
    case
        when kept.chosen then 'overlap_chosen'
        when kept.same_sheet and kept.reading = 'replace' then 'overlap_same_sheet'
        else 'assumed_overlap'
    end as code,
    kept.reading,
    cast(kept.total_keep - coalesce(kept.replace_value, 0) as decimal(38, 4)) as total_replace,
    cast(kept.total_keep - coalesce(kept.once_value, 0) as decimal(38, 4)) as total_once,
    cast(kept.total_keep as decimal(38, 4)) as total_keep
from kept
join stage.file_of older on older.source_id = kept.older_file
join stage.file_of newer on newer.source_id = kept.newer_file
order by kept.older_file, kept.newer_file
