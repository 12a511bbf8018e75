-- purpose: cells as people and programs write them -> typed values; null where a cell cannot be read
-- Every macro takes trimmed, non-blank text (`clean_blank(clean_trim(c))`). The statement that calls them tries a bare
-- cast first and them only where it failed, inside `case` (under `coalesce` DuckDB 2.0 lifts what two branches share and computes it for every row).
-- A macro repeats its argument, so one is never the argument of another that names it often: planning would take seconds.
-- `list_position`, not `in`: DuckDB 2.0 makes a join of a list of more than five words (of list_contains, too), which every
-- row goes through even inside `case`.
-- No macro guesses: '12,5' in a column with decimal points is null, not 125.

-- blanks of any width: space, tab, line ends, the full-width space, the no-break space, a stray byte order mark
-- (looking at both ends is ten times cheaper than trimming, and most cells have nothing to trim)
create or replace temp macro clean_trim(c) as case
    when c >= '!' and not suffix(c, ' ') and not suffix(c, chr(9)) and (strlen(c) = length(c) or not (
        suffix(c, chr(12288)) or suffix(c, chr(160)) or prefix(c, chr(12288)) or prefix(c, chr(160))
        or prefix(c, chr(65279)))) then c
    else trim(c, ' ' || chr(9) || chr(10) || chr(13) || chr(12288) || chr(160) || chr(65279))
end;

-- what programs write where nothing is, none of it longer than six bytes, none begun by a digit or by a capital but N;
-- 'NA' is not among them (a region is called so)
create or replace temp macro clean_blank(t) as case
    when strlen(t) > 6 or (t >= '0' and t < ':') or (t >= 'A' and t < 'N') or (t >= 'O' and t < '[') then t
    when t = '' or t = '-' or t = '--' or t = '—' or t = '——' or t = '/' or t = 'NULL' or t = 'null' or t = 'Null'
        or t = '(null)' or t = '''null' or t = '''NULL' or t = '\N' or t = '#N/A' or t = 'N/A' or t = 'n/a' or t = 'None'
        or t = 'none' or t = 'nan' or t = 'NaN' or t = '****' or t = '***' or t = '无' then null
    else t
end;

create or replace temp macro clean_id(t, point_zero) as case
    when point_zero and suffix(t, '.0') then left(t, -2) else t
end;

-- digits with thousands separators: the last group must have three digits ('1,234', also '12,34,567'; never '12,5')
create or replace temp macro clean_grouped(s) as case
    when not contains(s, ',') then try_cast(s as decimal(28, 10))
    when (s like '%,___.%' or s like '%,___') and s not like '%.%,%' then try_cast(replace(s, ',', '') as decimal(28, 10))
end;

-- 1.2万 counts by its own sign; a plain number by the multiplier of its column
create or replace temp macro clean_scaled(s, multiplier) as
    clean_grouped(case
        when suffix(s, '百万') then left(s, -2)
        when list_position(['万', '萬', '千', '亿', '億', 'k', 'K', 'm', 'M'], right(s, 1)) > 0 then left(s, -1)
        else s
    end) * case
        when suffix(s, '百万') or right(s, 1) in ('m', 'M') then 1000000
        when right(s, 1) in ('万', '萬') then 10000
        when right(s, 1) in ('千', 'k', 'K') then 1000
        when right(s, 1) in ('亿', '億') then 100000000
        else multiplier
    end;

create or replace temp macro clean_half_width(t) as translate(t, '０１２３４５６７８９－／．：　', '0123456789-/.: ');

-- (1,234.50) and 1,234.50- are negative
create or replace temp macro clean_sign_first(s) as case
    when prefix(s, '(') and suffix(s, ')') then '-' || substr(s, 2, length(s) - 2)
    when suffix(s, '-') then '-' || left(s, -1)
    else s
end;

-- what is left of a number when full-width digits, currencies, blanks and apostrophes are gone; comma: 1.234,50 -> 1234.50
create or replace temp macro clean_odd_text(t, comma) as trim(clean_sign_first(regexp_replace(
    translate(t, '０１２３４５６７８９．，－（）＋％￥＄−–－' || case when comma then '.,' else '' end,
        '0123456789' || case when comma then ',.' else '.,' end || '-()+%¥$---' || case when comma then ',.' else '' end),
    '[\s''’]|人民币|美元|美金|欧元|英镑|港币|港元|日元|台币|圆|元|円|整|rmb|cny|usd|eur|gbp|hkd|jpy|twd|chf|sgd|aud|cad|us\$|hk\$|nt\$|[¥￥$€£]', '', 'gi')));

-- the currency, or only the sign, that stands in a cell of money: 'USD' for 'US$ 5', '$' for '$5', '¥' for '￥5' and '5元'
create or replace temp macro clean_cell_currency(t) as case
    when regexp_matches(t, '[0-9０-９]$') and regexp_matches(t, '^[-(（−0-9０-９]') then null
    when regexp_matches(t, '(?i)us ?[$＄]|usd|美元|美金') then 'USD'
    when regexp_matches(t, '(?i)hk ?[$＄]|hkd|港币|港元') then 'HKD'
    when regexp_matches(t, '(?i)nt ?[$＄]|twd|台币') then 'TWD'
    when regexp_matches(t, '(?i)€|eur|欧元') then 'EUR'
    when regexp_matches(t, '(?i)£|gbp|英镑') then 'GBP'
    when regexp_matches(t, '(?i)jpy|日元|円') then 'JPY'
    when regexp_matches(t, '(?i)cny|rmb|人民币') then 'CNY'
    when regexp_matches(t, '[$＄]') then '$'
    when regexp_matches(t, '[¥￥元圆]') then '¥'
end;

-- an ISO code as it is; the bare signs are those currencies that they stand for in this load
create or replace temp macro currency_meant(t, dollar, yuan) as case t when '$' then dollar when '¥' then yuan else t end;

-- a share, 10 % is 0.1: '10%'; '9折' is a discount of 0.1; 10 where the column is in percent; above 1 it can only be percent
create or replace temp macro clean_share(n, percent, zhe) as case
    when zhe and n > 10 then round(1 - n / 100, 10)
    when zhe and n > 1 then round(1 - n / 10, 10)
    when zhe then round(1 - n, 10)
    when percent or n > 1 then case when n <= 100 then n / 100 end
    else n
end;

-- 30, '30天', 'Net 30', '月结60天'; a text with two numbers says nothing
create or replace temp macro clean_days(t) as case
        when try_cast(t as double) is not null then try_cast(try_cast(t as double) as integer)
        when list_position(['现结', '现款', '货到付款', '预付', 'COD', 'cod', 'Cash', 'cash', 'Immediate', 'immediate'], t) > 0 then 0
        when len(regexp_extract_all(t, '\d+')) = 1 then try_cast(regexp_extract(t, '\d+') as integer)
    end;

create or replace temp macro clean_flag(t) as case
    when list_position(['是', 'y', 'yes', 'true', 't', '1', '1.0', '√', '✓', '有', 'x', '特殊', '非标', '定制', 'custom', 'special'],
                       lower(t)) > 0 then true
    when list_position(['否', 'n', 'no', 'false', 'f', '0', '0.0', '×', '没有', '标准', '常规', 'standard', 'normal'], lower(t)) > 0 then false
end;

-- programs write 0001-01-01 or 1900-01-01 for "no date"
create or replace temp macro clean_sane(d) as case when d > date '1900-01-01' then d end;

create or replace temp macro clean_han_date(t) as try_cast(regexp_replace(
    replace(replace(replace(split_part(split_part(t, '日', 1), '号', 1), ' ', ''), '年', '-'), '月', '-'),
    '-$', '-1') as date);

-- the years of Taiwan count from 1912; a month is its first day. Only where the column says so: they are short of digits
create or replace temp macro clean_short_date(t, date_order) as case
    when date_order = 'roc' and length(t) = 7
        then try_cast((1911 + try_cast(left(t, 3) as integer)) || '-' || substr(t, 4, 2) || '-' || substr(t, 6, 2) as date)
    when date_order = 'ym' and length(t) = 6 then try_cast(left(t, 4) || '-' || substr(t, 5, 2) || '-01' as date)
end;

-- 20250301 and 20250301103000; day numbers of spreadsheets; seconds or milliseconds since 1970
create or replace temp macro clean_digit_date(t) as case
    when length(t) in (8, 12, 14) and not contains(t, '.') and try_cast(t as bigint) is not null
        then try_cast(substr(t, 1, 4) || '-' || substr(t, 5, 2) || '-' || substr(t, 7, 2) as date)
    when try_cast(t as double) >= 18264 and try_cast(t as double) < 73051
        then date '1899-12-30' + cast(floor(try_cast(t as double)) as integer)
    when length(t) = 10 and not contains(t, '.') and try_cast(t as bigint) is not null then cast(epoch_ms(cast(t as bigint) * 1000) as date)
    when length(t) = 13 and not contains(t, '.') and try_cast(t as bigint) is not null then cast(epoch_ms(cast(t as bigint)) as date)
end;

create or replace temp macro clean_four_digit_year(y) as case when length(y) = 2 then '20' || y else y end;

create or replace temp macro clean_parts_date(w, date_order) as case
    when length(split_part(w, '-', 1)) = 3 and prefix(w, '1')
        then try_cast((1911 + try_cast(left(w, 3) as integer)) || substr(w, 4) as date)
    when length(split_part(w, '-', 1)) = 4 then try_cast(w || case when split_part(w, '-', 3) = '' then '-1' else '' end as date)
    when date_order = 'dmy' then try_cast(clean_four_digit_year(split_part(w, '-', 3)) || '-' || split_part(w, '-', 2) || '-' || split_part(w, '-', 1) as date)
    when date_order = 'mdy' then try_cast(clean_four_digit_year(split_part(w, '-', 3)) || '-' || split_part(w, '-', 1) || '-' || split_part(w, '-', 2) as date)
    else try_cast('20' || w as date)
end;

-- the time is left off, if it is one
create or replace temp macro clean_separated_date(t, date_order) as case
    when contains(t, ' ') and not contains(t, ':') then null
    else list_transform([replace(replace(split_part(t, ' ', 1), '/', '-'), '.', '-')],
                        lambda w: clean_parts_date(w, date_order))[1]
end;

create or replace temp macro clean_named_date(t) as cast(try_strptime(t, [
    '%d-%b-%Y', '%d-%b-%y', '%d %b %Y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y', '%d/%b/%Y', '%d-%B-%Y',
    '%d %b %Y %H:%M', '%d-%b-%Y %H:%M:%S', '%b %d, %Y %H:%M', '%b %d, %Y %I:%M %p', '%a, %d %b %Y', '%Y-%b-%d']) as date);

-- the thorough reading of a date, of text in half width
create or replace temp macro clean_odd_date(t, date_order) as case
    when contains(t, '年') then clean_sane(clean_han_date(t))
    when clean_sane(try_cast(t as date)) is not null then clean_sane(try_cast(t as date))
    when clean_short_date(t, date_order) is not null then clean_short_date(t, date_order)
    when clean_sane(clean_digit_date(t)) is not null then clean_sane(clean_digit_date(t))
    when clean_sane(clean_separated_date(t, date_order)) is not null then clean_sane(clean_separated_date(t, date_order))
    else clean_sane(clean_named_date(t))
end;
