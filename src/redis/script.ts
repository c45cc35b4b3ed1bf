/**
 * What Redis does at each call of a limiter, in Lua, part by part: it takes in what became of slots, and gives start times.
 * All processes of a budget see one state, in MessagePack: read once and written once, as a call's commands are what it
 * costs. Redis' clock is the only one, in whole ms since a million before the state was made: short ones save memory.
 */

/** KEYS 1 the state. ARGV as `Dialogue` tells them, 0 where it has nothing to tell, and in the end five of each slot. */
const TOLD = `
for i = 2, #ARGV do ARGV[i] = tonumber(ARGV[i]) end
local me, epoch, highest, want, margin, part, least, ceiling, ceilingMs, holdMs, refused, used, step, steps, max, interval =
  unpack(ARGV, 1, 16)
want = math.min(16, want)`;

/**
 * A slot's request may be on its way for so long before its process tells more: one that has died tells no more at all. Slots
 * that are open: id → start, and where more is known id → counted. Processes: who → when it called, or when it began to wait.
 */
const CLOCK = `
local flight, horizon, soon, deadline = 1000, 400, 75, 3000
local t = redis.call('TIME')
local wall = t[1] * 1000 + math.floor(t[2] / 1000)
local s = redis.call('GET', KEYS[1])
s = s and cmsgpack.unpack(s) or {
  epoch = wall, now = 1e6, shift = 1e6 - wall, steps = 0, seq = 0, paused = 0, opened = 1e6, ramp = 0, last = 0,
  refused = 0, looked = 0, most = 0, before = 0, ends = 0, leftOf = 0, lag = 0, done = '', open = {}, counted = {}, seen = {}, queue = {} }
local now = wall + s.shift
if now < s.now then s.shift, now = s.now - wall, s.now end
local same = epoch == s.epoch
if same and max > 0 then s.max, s.interval = max, interval end
local W = math.max(s.interval or 0, ceilingMs)
if W == 0 then W = 10000 end
if now - s.now > 3 * (W + deadline) then s.opened, s.ramp = now, 0 end
margin = math.max(margin, s.margin or 0)`;

// What is answered does not change any more: two numbers a slot, in the order in which HubSpot counted them, take a tenth of
// what an entry of a set takes.
const ANSWERED = `
local SIZE = 12
local function answered() return #s.done / SIZE end
local function told(place) return struct.unpack('<dI', s.done, place * SIZE + 1) end
local function upTo(ms)
  local low, high = 0, answered()
  while low < high do
    local middle = math.floor((low + high) / 2)
    if told(middle) <= ms then low = middle + 1 else high = middle end
  end
  return low
end
local function close(id)
  local start = s.open[id]
  s.open[id], s.counted[id] = nil, nil
  return start
end`;

/** Sets right a clock that has gone wrong, and what was noted by it. */
const STEPS = `
local stepped = same and step > 0 and steps == s.steps
if stepped then
  s.steps, s.shift, now = s.steps + 1, s.shift - step, now - step
  local wrong = now + flight + horizon
  for id, start in pairs(s.open) do
    if (s.counted[id] or start + flight) >= wrong then s.counted[id] = now + flight end
  end
  local right = upTo(wrong - 1)
  s.done = string.sub(s.done, 1, right * SIZE) .. string.rep(struct.pack('<dI', now + flight, 0), answered() - right)
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
if not same and highest > 0 then hold(1e6 + W + margin) end
if same and highest > s.seq then s.seq = highest hold(now + W + margin) end
if stepped and step > W then hold(now + W + margin) end
if holdMs > 0 then hold(now + holdMs) end
if same and refused > s.refused then
  local quiet = now - s.refused
  s.refused = now
  if quiet >= 2 * (W + margin) then
    if math.max(s.most, s.before) == 0 then s.margin = math.min(160, 2 * margin) end
    hold(now + 1000)
  else hold(now + W + margin) end
end
local hour = math.floor(wall / 3600000)
if used == 1 then s.left, s.hour = 0, hour end`;

// An answer tells of the budget as it was when its request was counted; the latest of them tells most, and ten a second enough.
// Slots that have left the window, and no answer can tell of, go. Redis looks at each letter of each text that is made, so that
// the long one is made once.
const REPORTS = `
local latest
local gone, fresh, earliest = now - W - margin - s.lag - 250, {}, math.huge
for i = 17, same and #ARGV or 0, 5 do
  local id, counted, answeredMs, left, today = unpack(ARGV, i, i + 4)
  if s.open[id] then
    if not counted then
      close(id)
      if s.left then s.left = s.left + 1 end
    elseif answeredMs then
      table.insert(fresh, { counted, counted - close(id) })
      earliest = math.min(earliest, counted)
    else s.counted[id] = counted end
  end
  if answeredMs then
    if ceiling == 0 and not s.max then s.max, s.interval = 100, 10000 end
    if max > 0 and left and counted > (latest and latest[1] or s.looked + 100) then latest = { counted, answeredMs, left } end
    if today then
      if id >= s.leftOf then s.left, s.leftOf, s.hour = today - (s.seq - id), id, hour end
    elseif s.left and s.hour ~= hour then s.left = nil end
  end
end
local keep = upTo(earliest)
for place = keep, answered() - 1 do table.insert(fresh, { told(place) }) end
table.sort(fresh, function(one, other) return one[1] < other[1] end)
for i, one in ipairs(fresh) do fresh[i] = struct.pack('<dI', one[1], one[2]) end
s.done = string.sub(s.done, upTo(gone) * SIZE + 1, keep * SIZE) .. table.concat(fresh)
local flying = {}
for id, start in pairs(s.open) do
  local counted = s.counted[id] or start + flight
  if counted > gone then table.insert(flying, counted) else close(id) end
end
table.sort(flying)
local function since(ms)
  local later = answered() - upTo(ms)
  for _, counted in ipairs(flying) do if counted > ms then later = later + 1 end end
  return later
end`;

// What others spend: the most that answers showed in this window and in the one before, as a limiter by itself has it. Who
// has just begun is taken to go on like that: a window that was filled meanwhile would have no room for the rest of theirs.
const OTHERS = `
local function others(soon) return now < s.ends + W and math.max(s.most, s.before, soon or 0) end
if latest then
  local at, answeredMs, spent = latest[1], latest[2], s.max - latest[3]
  local from, order = at - s.interval, 150
  s.looked, s.lag = at, math.max(s.lag * 0.99, now - at)
  local early, late = { at - order, at + order, answeredMs }, { 0, 0, 0 }
  local function count(began)
    for i = 1, 3 do if began > early[i] then late[i] = late[i] + 1 end end
  end
  for place = upTo(at - order), answered() - 1 do
    local counted, took = told(place)
    count(counted - took)
  end
  for id, start in pairs(s.open) do if (s.counted[id] or start + flight) > at - order then count(start) end end
  local function ours(after, i) return since(after) - late[i] end
  local answering = spent - ours(answeredMs - s.interval - margin, 3)
  local arriving = spent - ours(from - margin, answeredMs < early[2] and 3 or 2)
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

// The slot that is free next is the one that was counted first, of answered ones and open ones.
//
// Nobody takes the last hundredth: those who come later could not even show themselves. Beside others, a slot is given for as
// long as it takes them to spend theirs, for two bursts that meet would both be refused.
const FREE = `
local function freed(count, ms)
  local place = answered() + #flying - math.max(count, 1)
  for before = 0, place do
    local next, at = flying[before + 1], place - before
    if at < answered() and (not next or told(at) <= next) then
      return math.max(told(at), flying[before] or 0) + ms + margin
    end
  end
  return place >= 0 and flying[place + 1] + ms + margin or 0
end
local function share(requests) return math.max(1, math.floor(requests * (1 - part))) end
local room, apart = ceiling > 0 and 1e9 or 4, 0
if s.max then
  room = share(s.max)
  local spend = others(s.soon and now < s.began + s.interval and s.soon)
  if spend == 0 then room = math.min(room, s.max - math.floor(s.max / 100)) end
  if (spend or 0) > 0 then
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
  if room < 1e9 then at = math.max(at, freed(room - ahead, s.interval or W)) end
  return math.ceil(math.max(at, s.last + apart * (1 + ahead)))
end`;

// Those who wait take turns: who asked last comes last, and nobody takes more than an even part of what is free.
const GIVE = `
local function count(calls, ms)
  local many = 0
  for who, at in pairs(calls) do
    if at < now - ms then calls[who] = nil else many = many + 1 end
  end
  return many
end
s.seen[me], s.queue[me] = now, nil
local ahead, given, nextMs, day = count(s.queue, 2500), {}, 0
if s.left and s.left <= least then
  if hour == s.hour then day, nextMs = s.left <= 0 and 'daily-limit' or 'daily-reserve', now + soon
  elseif s.asked == hour and since(now - flight) > 0 then want, nextMs = 0, now + horizon
  else s.asked, want = hour, math.min(want, 1) end
end
if want > 0 and not day then
  local most = want
  if ahead > 0 then
    local left = math.min(room, ceiling > 0 and share(ceiling) or room) - since(now + horizon - W - margin)
    most = math.min(want, math.max(1, math.ceil(left / (ahead + 1))))
  end
  for _ = 1, most do
    local at = free(0)
    if at > now + horizon then break end
    s.seq, s.last, s.ramp = s.seq + 1, at, s.ramp + 1
    if s.left then s.left = s.left - 1 end
    s.open[s.seq] = at
    table.insert(flying, at + flight)
    table.insert(given, at)
  end
  if #given < want then
    s.queue[me] = now
    nextMs = math.max(now + soon, free(#given < most and ahead or 0))
  end
end`;

// HubSpot's day is used up until it ends, which is within 24 h of when it was told: who comes later must not ask anew. A
// ceiling that is less than what headers tell is each process's own: it is told, and not kept.
const KEEP = `
local ttl = math.max(3 * (W + deadline), s.paused - now + W, s.left and s.left <= least and 86400000 or 0)
local seen = count(s.seen, 2 * W + 3 * deadline)
redis.call('SET', KEYS[1], cmsgpack.pack(s), 'PX', math.ceil(ttl))
if ceiling > 0 and not (s.max and s.max <= ceiling) then s.max, s.interval = ceiling, ceilingMs end
return cjson.encode({
  nowMs = now, epoch = s.epoch, heldUntilMs = s.paused, againMs = nextMs, requests = s.max or 0, intervalMs = s.interval or 0,
  windowMs = W + margin, processes = seen, steps = s.steps, day = day, highest = s.seq, starts = given[1] and given })`;

/** The whole script; it gives what `Told` has, as JSON. */
export const SCRIPT = [TOLD, CLOCK, ANSWERED, STEPS, HOLDS, REPORTS, OTHERS, FREE, GIVE, KEEP].join("\n");
