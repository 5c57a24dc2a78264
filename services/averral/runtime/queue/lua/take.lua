-- ARGV: consumer, count, lease in ms, cursor of the search for expired leases
-- Returns {entry, fields, deliveries} per message, the next cursor, and the ms until a delayed one is due or -1.
local consumer, count, lease, cursor = ARGV[1], tonumber(ARGV[2]), ARGV[3], ARGV[4]
local now, taken = now_ms(), {}

for _, id in ipairs(redis.call('ZRANGEBYSCORE', later, '-inf', now, 'LIMIT', 0, count)) do
  local message = cjson.decode(redis.call('HGET', held, id))
  append(id, message.body, message.attempts, message.since)
  redis.call('ZREM', later, id)
  redis.call('HDEL', held, id)
end

local function claim()
  return redis.pcall('XAUTOCLAIM', log, group, consumer, lease, cursor, 'COUNT', count - #taken)
end

-- One call looks at ten times COUNT pending entries; a few calls keep up with many workers' entries.
for _ = 1, 20 do
  local answer = claim()
  if answer.err then
    redis.call('XGROUP', 'CREATE', log, group, '0', 'MKSTREAM')
    answer = claim()
  end
  cursor = answer[1]
  for _, found in ipairs(answer[2]) do
    local pending = redis.call('XPENDING', log, group, found[1], found[1], 1)[1]
    taken[#taken + 1] = {found[1], found[2], pending[4]}
  end
  if cursor == '0-0' or #taken >= count then break end
end

if #taken < count then
  local fresh = redis.call('XREADGROUP', 'GROUP', group, consumer, 'COUNT', count - #taken, 'STREAMS', log, '>')
  for _, found in ipairs(fresh and fresh[1] and fresh[1][2] or {}) do
    taken[#taken + 1] = {found[1], found[2], 1}
  end
end

local next_due = redis.call('ZRANGE', later, 0, 0, 'WITHSCORES')
local due_in = next_due[2] and math.max(0, tonumber(next_due[2]) - now) or -1
return {taken, cursor, due_in}
