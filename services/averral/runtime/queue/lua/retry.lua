-- ARGV: entry, consumer, attempt, delay in ms, cause
local fields = owned(ARGV[1], ARGV[2], ARGV[3])
if not fields then return 0 end
release(ARGV[1], fields.id)
local message = {body = fields.body, attempts = tonumber(ARGV[3]), since = fields.since, cause = ARGV[5]}
redis.call('HSET', held, fields.id, cjson.encode(message))
redis.call('ZADD', later, now_ms() + tonumber(ARGV[4]), fields.id)
redis.call('HSET', ids, fields.id, 'later')
return 1
