-- ARGV: entry, consumer, attempt
if not owned(ARGV[1], ARGV[2], ARGV[3]) then return 0 end
-- JUSTID starts the idle time anew without counting a delivery.
redis.call('XCLAIM', log, group, ARGV[2], 0, ARGV[1], 'JUSTID')
return 1
