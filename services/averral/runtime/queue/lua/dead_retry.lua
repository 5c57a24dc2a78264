-- ARGV: entry of the dead letter
local found = redis.call('XRANGE', dead, ARGV[1], ARGV[1])[1]
if not found then return 0 end
local fields = by_name(found[2])
if redis.call('HEXISTS', ids, fields.id) == 0 then append(fields.id, fields.body, 0, now_ms()) end
redis.call('XDEL', dead, ARGV[1])
return 1
