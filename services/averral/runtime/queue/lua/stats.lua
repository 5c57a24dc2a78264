-- Returns total in the log, delivered of these, delayed, dead, ms since the oldest in the log was put.
local pending = redis.pcall('XPENDING', log, group)
local running = pending.err and 0 or pending[1]
local oldest = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
local age = oldest and now_ms() - tonumber(by_name(oldest[2]).since) or 0
return {redis.call('XLEN', log), running, redis.call('ZCARD', later), redis.call('XLEN', dead), age}
