-- The products that an account has entries of: a row of the projection that is missing is found without reading the history. The version
-- before this one doesn't maintain it; null and a product that isn't listed mean unknown.
alter table account_head add column products text[];
update account_head set products = found.products
from (select account, array_agg(distinct product) as products from ledger_entry where product is not null group by account) found
where account_head.account = found.account;
