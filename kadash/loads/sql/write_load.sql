-- purpose: enter a load
insert into meta.load values ($load_id, $loaded_at, $loaded_by, $as_of, $currency, $seconds, $notes)
