-- ARGV: entry, message id
return release(ARGV[1], ARGV[2])
