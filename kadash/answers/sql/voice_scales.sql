-- purpose: on which scales the answers were given
-- one row is: a file and a scale of its answers
-- parameters: $as_of, whose accounts are seen (seen.sql)
-- columns: file, recommend (the scale of that question), scale_min, scale_max, stated (by the file), answers,
--   beyond (answers beyond their scale)
select
    source.file,
    answer.driver = 'recommend' as recommend,
    answer.scale_min,
    answer.scale_max,
    answer.scale_stated as stated,
    count(*) as answers,
    count(*) filter (where answer.score_share is null) as beyond
from core.survey_response as answer
inner join mart.account as account
    on answer.account_id = account.account_id
inner join meta.source as source
    on answer.source_id = source.source_id
where
    answer.response_date <= $as_of
    and seen(account)
group by all
order by answers desc, source.file, recommend
