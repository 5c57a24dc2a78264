-- Put before every script: names for the keys, which are documented in redis_streams.py, and the clock.
-- The server's clock alone counts, so that workers on machines whose clocks differ agree about leases.
local log, ids, later, held, dead = KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[5]
local group = 'workers'

local function now_ms()
  local time = redis.call('TIME')
  return tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
end

local function by_name(fields)
  local named = {}
  for i = 1, #fields, 2 do named[fields[i]] = fields[i + 1] end
  return named
end

local function append(id, body, attempts, since)
  local entry = redis.call('XADD', log, '*', 'id', id, 'body', body, 'attempts', attempts, 'since', since)
  redis.call('HSET', ids, id, entry)
end

local function release(entry, id)
  redis.call('XACK', log, group, entry)
  local deleted = redis.call('XDEL', log, entry)
  if redis.call('HGET', ids, id) == entry then redis.call('HDEL', ids, id) end
  return deleted
end

-- The fields of an entry when `consumer` still holds it in this very delivery; nil when the lease went on.
local function owned(entry, consumer, attempt)
  local pending = redis.call('XPENDING', log, group, entry, entry, 1)[1]
  if not pending or pending[2] ~= consumer then return nil end
  local found = redis.call('XRANGE', log, entry, entry)[1]
  if not found then return nil end
  local fields = by_name(found[2])
  if tonumber(fields.attempts) + pending[4] ~= tonumber(attempt) then return nil end
  return fields
end
