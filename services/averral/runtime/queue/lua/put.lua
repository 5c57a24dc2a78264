-- ARGV: message id, body, capacity
if redis.call('HEXISTS', ids, ARGV[1]) == 1 then return 'queued' end
if redis.call('XLEN', log) + redis.call('ZCARD', later) >= tonumber(ARGV[3]) then return 'full' end
append(ARGV[1], ARGV[2], 0, now_ms())
return 'put'
