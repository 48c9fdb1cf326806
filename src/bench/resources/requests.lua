-- Sends the requests of a file, separated by zero bytes, in a loop. Each thread starts at a different request.
local threads = 0

function setup(thread)
  thread:set("number", threads)
  threads = threads + 1
end

function init(args)
  requests = {}
  local file = io.open(args[1], "rb")
  for one in string.gmatch(file:read("*a"), "[^%z]+") do
    requests[#requests + 1] = one
  end
  file:close()
  last = math.floor(#requests * number / 8)
end

function request()
  last = last % #requests + 1
  return requests[last]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format("RESULT %d %d %d %d\n", summary.requests, summary.duration, summary.bytes,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
