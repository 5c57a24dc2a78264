-- One call out of a key's bucket and out of its day, if both have one; see rates.py for the two keys.
-- Arguments: calls a minute, calls a day (0 for no limit). Answers: allowed, calls left, calls of the day, seconds.
local time = redis.call('TIME')
local now = tonumber(time[1]) + tonumber(time[2]) / 1000000
local per_minute, per_day = tonumber(ARGV[1]), tonumber(ARGV[2])
local most = math.max(1, per_minute / 10)

local kept = redis.call('HMGET', KEYS[1], 'left', 'at')
local left = tonumber(kept[1]) or most
local at = tonumber(kept[2]) or now
left = math.min(most, left + math.max(0, now - at) * per_minute / 60)

local day = KEYS[2] .. math.floor(now / 86400)
local used = tonumber(redis.call('GET', day)) or 0
local allowed = left >= 1 and (per_day == 0 or used < per_day)
if allowed then
  left = left - 1
  used = redis.call('INCR', day)
  redis.call('EXPIRE', day, 172800)
end
redis.call('HSET', KEYS[1], 'left', string.format('%.6f', left), 'at', string.format('%.6f', now))
redis.call('EXPIRE', KEYS[1], 120)
return { allowed and 1 or 0, string.format('%.6f', left), used, string.format('%.6f', now) }
