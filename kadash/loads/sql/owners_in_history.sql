-- purpose: past judgements name the owner that an account has now, like those of a whole load
-- inputs: core.account, mart.account_history
update mart.account_history as past
set owner = known.owner
from core.account as known
where known.account_id = past.account_id and known.owner is distinct from past.owner;
