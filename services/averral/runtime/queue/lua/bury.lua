-- ARGV: entry, consumer, attempt, cause, stage
local fields = owned(ARGV[1], ARGV[2], ARGV[3])
if not fields then return 0 end
release(ARGV[1], fields.id)
redis.call('XADD', dead, '*', 'id', fields.id, 'body', fields.body, 'attempts', ARGV[3],
  'cause', ARGV[4], 'stage', ARGV[5])
return 1
