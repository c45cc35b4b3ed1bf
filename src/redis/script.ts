/**
 * What Redis does at each call of a limiter, in Lua, part by part: it takes in what became of slots, and gives start times.
 * All processes of a budget see one state, and Redis' clock is the only one.
 *
 * KEYS 1 state, in MessagePack; with it, in the order in which HubSpot counted them, answered slots: when, and its start · 2 slots
 * that are not: `id:start` → when HubSpot counts it, at the latest · 3 seen: process → when it called · 4 queue: those that wait.
 *
 * ARGV 1 me · 2 the epoch that I know, and of which my times are · 3 the highest id that I was given, 0 where nothing of mine is in
 * the window · 4 start times wanted · 5 marginMs · 6 part of each window to leave · 7 requests of the day to leave · 8 the
 * ceiling's requests, or 0 · 9 its ms · 10 hold for so long, in ms · 11 when a request started that HubSpot refused, or -1 ·
 * 12 whether the day is used up · 13 by how much Redis' clock stepped forward · 14 the count of steps that I know of · then for
 * each slot: `id:start`, counted (-1: never sent), answered, max (empty: no answer, 0: not told), interval, remaining, today.
 * Times are in ms of Redis' clock, since a million before the state was made: short ones save memory.
 *
 * Returns now, epoch, held until, when to ask again, max, interval, processes seen, steps, why there is none today; then the
 * slots given, each as `id:start`.
 */

/** A slot's request may be on its way for so long before its process tells more: one that has died tells no more at all. */
const CLOCK = `
local function n(i) return tonumber(ARGV[i]) end
local state, slots, seen, queue = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local me, want, margin, least, ceiling, ceilingMs = ARGV[1], n(4), n(5), n(7), n(8), n(9)
local flight, horizon, deadline = 1000, 400, 3000
local t = redis.call('TIME')
local wall = math.floor(t[1] * 10000 + t[2] / 100) / 10
local s = redis.call('GET', state)
if s then s = cmsgpack.unpack(s) else
  s = { epoch = t[1] .. '-' .. t[2], now = 1e6, shift = 1e6 - wall, steps = 0, seq = 0, paused = 0, opened = 1e6, ramp = 0,
    last = 0, most = 0, before = 0, ends = 0, lag = 0 }
end
local now = wall + s.shift
if now < s.now then s.shift, now = s.now - wall, s.now end
local W = math.max(s.interval or 0, ceilingMs)
if W == 0 then W = 10000 end
if now - s.now > 3 * (W + deadline) then s.opened, s.ramp = now, 0 end
margin = math.max(margin, s.margin or 0)`;

// What is answered does not change any more: two numbers a slot, in their order, take a tenth of what an entry of a set takes.
const ANSWERED = `
local done, SIZE = s.done or '', 16
local function told(place) return struct.unpack('<dd', done, place * SIZE + 1) end
local function upTo(ms)
  local low, high = 0, #done / SIZE
  while low < high do
    local middle = math.floor((low + high) / 2)
    if told(middle) <= ms then low = middle + 1 else high = middle end
  end
  return low
end
local function settle(counted, start)
  local at = #done
  while at > 0 and told(at / SIZE - 1) > counted do at = at - SIZE end
  done = string.sub(done, 1, at) .. struct.pack('<dd', counted, start) .. string.sub(done, at + 1)
end
local function since(ms) return #done / SIZE - upTo(ms) + redis.call('ZCOUNT', slots, '(' .. ms, '+inf') end`;

/** Sets right a clock that has gone wrong, and what was noted by it. */
const STEPS = `
local step = n(13)
local same = ARGV[2] == s.epoch
local stepped = same and step > 0 and n(14) == s.steps
if stepped then
  s.steps, s.shift, now = s.steps + 1, s.shift - step, now - step
  for _, slot in ipairs(redis.call('ZRANGEBYSCORE', slots, now + flight + horizon, '+inf')) do
    redis.call('ZADD', slots, now + flight, slot)
  end
  while #done > 0 and told(#done / SIZE - 1) >= now + flight + horizon do
    local _, start = told(#done / SIZE - 1)
    done = string.sub(done, 1, -SIZE - 1)
    settle(now + flight, start)
  end
  s.looked, s.last, s.ends, s.opened = 0, math.min(s.last, now), math.min(s.ends, now + W), math.min(s.opened, now)
end
s.now = now`;

// Where the slots were lost, nobody knows what is in the window: one without a start makes it certain. A refusal tells how much
// others spend, or that ours came too close to each other, by what they differ on their way: a moment and what was learnt cure
// that. One that is refused though it started afterwards proves the cure wrong, and a window makes that certain too.
const HOLDS = `
local function hold(untilMs)
  if untilMs > s.paused then s.paused, s.opened, s.ramp = untilMs, untilMs, 0 end
end
if ARGV[2] ~= '' and not same and n(3) > 0 then hold(1e6 + W + margin) end
if same and n(3) > s.seq then s.seq = n(3) hold(now + W + margin) end
if stepped and step > W then hold(now + W + margin) end
if n(10) > 0 then hold(now + n(10)) end
if same and n(11) > (s.refused or 0) then
  local quiet = now - (s.refused or 0)
  s.refused = now
  if quiet >= 2 * (W + margin) then
    if math.max(s.most, s.before) == 0 then s.margin = math.min(160, 2 * margin) end
    hold(now + 1000)
  else hold(now + W + margin) end
end
local hour = math.floor(wall / 3600000)
if ARGV[12] == '1' then s.left, s.hour = 0, hour end`;

// An answer tells of the budget as it was when its request was counted; the latest of them tells most, and ten a second enough.
const REPORTS = `
local latest
for i = 15, same and #ARGV or 0, 7 do
  local slot, counted, max, today = ARGV[i], n(i + 1), n(i + 3), n(i + 6)
  if counted < 0 then
    if redis.call('ZREM', slots, slot) == 1 and s.left then s.left = s.left + 1 end
  elseif not max then redis.call('ZADD', slots, 'XX', counted, slot)
  elseif redis.call('ZREM', slots, slot) == 1 then settle(counted, tonumber(string.match(slot, ':(.+)'))) end
  if max then
    if max > 0 then s.max, s.interval = max, n(i + 4)
    elseif ceiling == 0 and not s.max then s.max, s.interval = 100, 10000 end
    if max > 0 and n(i + 5) and counted > (latest and n(latest + 1) or (s.looked or 0) + 100) then latest = i end
    local id = tonumber(string.match(slot, '%d+'))
    if today then
      local left = today - (s.seq - id)
      s.left = id < (s.leftOf or 0) and math.min(left, s.left or left) or left
      s.leftOf, s.hour = math.max(id, s.leftOf or 0), hour
    elseif s.left and s.hour ~= hour then s.left = nil end
  end
end
W = math.max(s.interval or 0, ceilingMs)
if W == 0 then W = 10000 end`;

// What others spend: the most that answers showed in this window and in the one before, as a limiter by itself has it. Who
// has just begun is taken to go on like that: a window that was filled meanwhile would have no room for the rest of theirs.
const OTHERS = `
local function others(soon) return now < s.ends + W and math.max(s.most, s.before, soon or 0) or nil end
if latest then
  local at, answered, spent = n(latest + 1), n(latest + 2), s.max - n(latest + 5)
  local from, order = at - s.interval, 150
  s.looked, s.lag = at, math.max(s.lag * 0.99, now - at)
  local early, late = { at - order, at + order, answered }, { 0, 0, 0 }
  local function count(began)
    for i = 1, 3 do if began > early[i] then late[i] = late[i] + 1 end end
  end
  for place = upTo(at - order), #done / SIZE - 1 do count((select(2, told(place)))) end
  for _, slot in ipairs(redis.call('ZRANGEBYSCORE', slots, '(' .. (at - order), '+inf')) do
    count(tonumber(string.match(slot, ':(.+)')))
  end
  local function ours(after, i) return since(after) - late[i] end
  local answering = spent - ours(answered - s.interval - margin, 3)
  local arriving = spent - ours(from - margin, answered < early[2] and 3 or 2)
  if answering < -1 then s.arrives = 1 end
  local low = math.max(0, s.arrives and arriving or math.min(arriving, answering))
  local high = math.max(0, spent - ours(from + order, 1))
  local known = others() or 0
  if high < known * 0.75 - 1 then s.most, s.before, s.opened, s.ramp = high, high, now, 0 end
  if known == 0 then s.began, s.base, s.soon = at, low, 0 end
  local since = at - s.began
  if since >= 1000 then
    s.soon = math.floor(math.min(s.max / 2, low + (low - s.base) * math.max(0, s.interval - since) / since))
  end
  if now >= s.ends then s.before, s.most, s.ends = now < s.ends + W and s.most or 0, 0, now + W end
  s.most = math.max(s.most, low)
end`;

// The slot that is free next is the one that was counted first, of answered ones and others. Those that have left the window, and
// no answer can tell of, go.
//
// Nobody takes the last hundredth: those who come later could not even show themselves. Beside others, a slot is given for as
// long as it takes them to spend theirs, for two bursts that meet would both be refused.
const FREE = `
local gone = now - W - margin - s.lag - 250
redis.call('ZREMRANGEBYSCORE', slots, '-inf', gone)
done = string.sub(done, upTo(gone) * SIZE + 1)
local function open(place) return tonumber(redis.call('ZRANGE', slots, place, place, 'WITHSCORES')[2]) end
local unanswered, first = redis.call('ZCARD', slots), open(0)
local function ascending(place)
  if place < #done / SIZE and (not first or told(place) <= first) then return (told(place)) end
  local low, high = 0, unanswered
  while low < high do
    local middle = math.floor((low + high) / 2)
    if middle + upTo(open(middle)) < place then low = middle + 1 else high = middle end
  end
  local other = low < unanswered and open(low)
  return other and low + upTo(other) == place and other or (told(place - low))
end
local function freed(count, ms)
  local place = #done / SIZE + unanswered - math.max(count, 1)
  return place >= 0 and ascending(place) + ms + margin or 0
end
local function share(requests) return math.max(1, math.floor(requests * (1 - n(6)))) end
local room, apart = ceiling > 0 and 1e9 or 4, 0
if s.max then
  room = share(s.max)
  local spend = others(s.soon and now < s.began + s.interval and s.soon)
  if spend == 0 then room = math.min(room, s.max - math.floor(s.max / 100)) end
  if spend and spend > 0 then
    local left = s.max - spend
    local drift = spend * 2 * margin * (s.before > 0 and 1 or 2) / s.interval
    local spare = math.min(left / 2, left * 0.05 + drift, math.floor(s.max / 100) + 2 * spend)
    local beside = math.max(1, left - math.floor(spare))
    room, apart = math.min(room, beside), s.interval / beside * math.min(1, 2 * spend / s.max)
  end
end
local function free(ahead)
  local at = math.max(now, s.paused)
  local half = (s.max or math.max(ceiling, 4)) / 2
  if s.ramp < half then at = math.max(at, s.opened + 100 * math.max(0, math.log((s.ramp + 1) / 4) / math.log(2)))
  elseif s.ramp < 2 * half then at = math.max(at, s.opened + W * (s.ramp / half - 1)) end
  if ceiling > 0 then at = math.max(at, freed(share(ceiling) - ahead, ceilingMs)) end
  if room < 1e9 then at = math.max(at, freed(room - ahead, s.interval or 10000)) end
  return math.max(at, s.last + apart * (1 + ahead))
end`;

// Those who wait take turns: who asked last comes last, and nobody takes more than an even part of what is free.
const GIVE = `
local ttl = math.ceil(math.max(3 * (W + deadline), s.paused - now + W))
redis.call('ZADD', seen, now, me)
redis.call('PEXPIRE', seen, ttl)
local given, nextMs, day = {}, 0, ''
if s.left and s.left <= least then
  local asking = s.asked == hour and since(now - flight) > 0
  if hour == s.hour then day = s.left <= 0 and 'daily-limit' or 'daily-reserve'
  elseif asking then want, nextMs = 0, now + horizon
  else s.asked, want = hour, math.min(want, 1) end
end
if want > 0 and day == '' then
  redis.call('ZREMRANGEBYSCORE', seen, '-inf', now - 2 * W - 3 * deadline)
  redis.call('ZREMRANGEBYSCORE', queue, '-inf', now - 2500)
  redis.call('ZREM', queue, me)
  local ahead, most = redis.call('ZCARD', queue), want
  if ahead > 0 then
    local requests = math.min(room, ceiling > 0 and share(ceiling) or room)
    local taken = since(now + horizon - W - margin)
    most = math.min(want, math.max(1, math.ceil((requests - taken) / (ahead + 1))))
  end
  for _ = 1, most do
    local at = free(0)
    if at > now + horizon then break end
    s.seq, s.last, s.ramp = s.seq + 1, at, s.ramp + 1
    if s.left then s.left = s.left - 1 end
    local slot = string.format('%.0f:%.0f', s.seq, math.ceil(at))
    redis.call('ZADD', slots, at + flight, slot)
    unanswered, first = unanswered + 1, first or at + flight
    given[#given + 1] = slot
  end
  if #given > 0 then redis.call('PEXPIRE', slots, ttl) end
  if #given < want then
    redis.call('ZADD', queue, now, me)
    redis.call('PEXPIRE', queue, ttl)
    nextMs = free(#given < most and ahead or 0)
  end
end`;

// HubSpot's day is used up until it ends, which is within 24 h of when it was told: who comes later must not ask anew.
const KEEP = `
s.done = done
local usedUp = s.left and s.left <= least
redis.call('SET', state, cmsgpack.pack(s), 'PX', usedUp and math.max(ttl, 86400000) or ttl)
local function f(ms) return string.format('%.1f', ms) end
return { f(now), s.epoch, f(s.paused), f(nextMs), tostring(s.max or 0), tostring(s.interval or 0),
  tostring(redis.call('ZCARD', seen)), tostring(s.steps), day, unpack(given) }`;

/** The whole script. */
export const SCRIPT = [CLOCK, ANSWERED, STEPS, HOLDS, REPORTS, OTHERS, FREE, GIVE, KEEP].join("\n");
