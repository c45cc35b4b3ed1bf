/**
 * What is done in Redis all at once, in Lua. All keys of a script have the same hash tag; those of an import's chunks are made
 * of the import's, for how many there are stands in Redis alone. Commands of Redis 6.2.
 */
import { PER_CHARACTER } from "./packed.js";
import { PER_CHUNK } from "./redis-ledger.js";

/** Of an import, by its key: how long its keys live. */
const EACH_KEY = `
local function each(import, act)
  act(import) act(import .. ':slices') act(import .. ':notes') act(import .. ':intents')
  local low, high = redis.call('HGET', import, 'low'), redis.call('HGET', import, 'high')
  if low then for chunk = tonumber(low), tonumber(high) do act(import .. ':ledger:' .. chunk) end end
end`;

/** Of some of an import's records, by its key: the texts of their marks, chunk by chunk. */
const MARKS = `
local function marks(import, from, to)
  local texts = {}
  for chunk = math.floor(from / ${PER_CHUNK}), math.floor((to - 1) / ${PER_CHUNK}) do
    local first = chunk * ${PER_CHUNK}
    local at, last = math.max(0, from - first), math.min(${PER_CHUNK}, to - first) - 1
    local ledger = import .. ':ledger:' .. chunk
    texts[#texts + 1] = redis.call('GETRANGE', ledger, math.floor(at / ${PER_CHARACTER}), math.floor(last / ${PER_CHARACTER}))
  end
  return texts
end`;

/**
 * Gives the next slice of a lane, whether its import is over, or was forgotten since, and what is known of it, unless the lane
 * is paused; nothing is kept of a lane without any.
 */
const HEAD = `${MARKS}
local lanes, lane, slices, portal, imports = KEYS[1], KEYS[2], KEYS[3], ARGV[1], ARGV[2]
local function head()
  if redis.call('HEXISTS', lane, 'pause') == 1 then return {} end
  local text = redis.call('LINDEX', slices, 0)
  if not text then
    redis.call('SREM', lanes, portal)
    redis.call('DEL', lane)
    return {}
  end
  local import, self = string.match(text, '^(%S+) (%S+)')
  local state = redis.call('HMGET', imports .. import, 'self', 'cancelled')
  local from, to = string.match(text, '"from":(%d+),"to":(%d+)')
  local isOver = (state[2] or state[1] ~= self) and 1 or 0
  return { text, isOver, marks(imports .. import, from, to), redis.call('HGETALL', imports .. import .. ':intents') }
end`;

/**
 * KEYS 1 lanes, 2 the lane's slices, 3 the import, 4 its slices: where each ends, by where it begins. ARGV 1 portal, 2 operation,
 * 3 now, 4 the import's name in its key, 5 what tells it from one of that name that was forgotten, if it is new; then of each
 * slice from, to, its text. They have no record in common. Gives what the import calls where that is another operation, or
 * from and to of a slice and of one of the import's that has some of its records.
 */
export const ENQUEUE = `${EACH_KEY}
local operation = redis.call('HGET', KEYS[3], 'operation')
if operation and operation ~= ARGV[2] then return { operation } end
local fresh, isNew = {}, redis.call('EXISTS', KEYS[4]) == 0
for i = 6, #ARGV, 3 do
  local from, to = ARGV[i], ARGV[i + 1]
  local last = isNew and {} or redis.call('ZREVRANGEBYSCORE', KEYS[4], '(' .. to, '-inf', 'WITHSCORES', 'LIMIT', 0, 1)
  if not last[1] or tonumber(last[1]) <= tonumber(from) then fresh[#fresh + 1] = i
  elseif last[1] ~= to or tonumber(last[2]) ~= tonumber(from) then return { from, to, last[2], last[1] } end
end
if #fresh == 0 then return {} end
redis.call('HSETNX', KEYS[3], 'self', ARGV[5])
local prefix = ARGV[4] .. ' ' .. redis.call('HGET', KEYS[3], 'self') .. ' '
local first, low, high = unpack(redis.call('HMGET', KEYS[3], 'first', 'low', 'high'))
local total = 0
for _, i in ipairs(fresh) do
  local from, to = tonumber(ARGV[i]), tonumber(ARGV[i + 1])
  redis.call('ZADD', KEYS[4], from, to)
  redis.call('RPUSH', KEYS[2], prefix .. ARGV[i + 2])
  total = total + to - from
  first = math.min(tonumber(first or from), from)
  low = math.min(tonumber(low or from), math.floor(from / ${PER_CHUNK}))
  high = math.max(tonumber(high or 0), math.floor((to - 1) / ${PER_CHUNK}))
end
redis.call('HSETNX', KEYS[3], 'queued', ARGV[3])
redis.call('HSET', KEYS[3], 'operation', ARGV[2], 'first', first, 'low', low, 'high', high)
redis.call('HINCRBY', KEYS[3], 'slices', #fresh)
redis.call('HINCRBY', KEYS[3], 'total', total)
redis.call('SADD', KEYS[1], ARGV[1])
each(KEYS[3], function(key) redis.call('PERSIST', key) end)
return {}`;

/**
 * KEYS 1 lanes, 2 the lane, 3 its slices. ARGV 1 portal, 2 what keys of imports begin with, 3 turn. Gives the next slice, and
 * why the lane is paused.
 */
export const BEGIN = `${HEAD}
local pause = redis.call('HMGET', lane, 'pause', 'message')
if pause[1] then return { false, 0, pause[1], pause[2] } end
redis.call('HSET', lane, 'turn', ARGV[3])
redis.call('HDEL', lane, 'until', 'for')
return head()`;

/**
 * KEYS 1 lanes, 2 the lane, 3 its slices. ARGV 1 portal, 2 what keys of imports begin with, 3 the slice's text, 4 how long an
 * import is kept that has no slices left, in ms, 5 turn. Gives the next slice, or `taken` where the lane has another turn.
 */
export const FINISH = `${EACH_KEY}${HEAD}
if redis.call('HGET', lane, 'turn') ~= ARGV[5] and redis.call('EXISTS', slices) == 1 then return { 'taken' } end
if redis.call('LINDEX', slices, 0) == ARGV[3] then
  redis.call('LPOP', slices)
  redis.call('HDEL', lane, 'failures')
  local import, self = string.match(ARGV[3], '^(%S+) (%S+)')
  local state = redis.call('HMGET', imports .. import, 'self', 'slices')
  if state[1] == self and redis.call('HINCRBY', imports .. import, 'done', 1) >= tonumber(state[2]) then
    each(imports .. import, function(key) redis.call('PEXPIRE', key, ARGV[4]) end)
  end
end
return head()`;

/** KEYS 1 the lane, 2 the import, 3 its intents. ARGV 1 turn, 2 id, 3 places. Gives whether the turn is still the lane's, and the import known. */
export const INTEND = `
if redis.call('HGET', KEYS[1], 'turn') ~= ARGV[1] or redis.call('EXISTS', KEYS[2]) == 0 then return 0 end
redis.call('HSET', KEYS[3], ARGV[2], ARGV[3])
return 1`;

/** KEYS 1 the import. ARGV 1 from, 2 to. Gives the texts of these records' marks, and the import's intents. */
export const KNOWN = `${MARKS}
return { marks(KEYS[1], ARGV[1], ARGV[2]), redis.call('HGETALL', KEYS[1] .. ':intents') }`;

/**
 * KEYS 1 the import. ARGV 1 what tells it from others of its name, 2 a note, or '', 3 how many intents are heard of, 4.. these,
 * then of each stretch its chunk, its first character, its text. Gives how many notes there are: one is kept where it says
 * more than marks that were known. What was sent for an import that was forgotten, or queued anew since, is not noted.
 */
export const RECORD = `
local import, heard, more = KEYS[1], tonumber(ARGV[3]), { [0] = 0, 0, 0, 0 }
if redis.call('HGET', import, 'self') ~= ARGV[1] then return 0 end
local notes, first, changed = import .. ':notes', 4 + heard, #ARGV == 3 + heard
for i = 1, heard do redis.call('HDEL', import .. ':intents', ARGV[3 + i]) end
local ttl = redis.call('PTTL', import)
for i = first, #ARGV, 3 do
  local ledger, at, told = import .. ':ledger:' .. ARGV[i], tonumber(ARGV[i + 1]), ARGV[i + 2]
  local known, out = redis.call('GETRANGE', ledger, at, at + #told - 1), {}
  for c = 1, #told do
    local old, new, code = math.max(0, (string.byte(known, c) or 48) - 48), string.byte(told, c) - 48, 0
    for place = 0, 2 do
      local before, now = old % 4, new % 4
      old, new = (old - before) / 4, (new - now) / 4
      if now > before then
        more[before], more[now], changed = more[before] - 1, more[now] + 1, true
      else
        now = before
      end
      code = code + now * 4 ^ place
    end
    out[c] = string.char(48 + code)
  end
  redis.call('SETRANGE', ledger, at, table.concat(out))
  if ttl > 0 then redis.call('PEXPIRE', ledger, ttl) end
end
for mark, name in ipairs({ 'failed', 'unknown', 'succeeded' }) do
  if more[mark] ~= 0 then redis.call('HINCRBY', import, name, more[mark]) end
end
if changed and ARGV[2] ~= '' then redis.call('RPUSH', notes, ARGV[2]) end
if ttl > 0 then redis.call('PEXPIRE', notes, ttl) end
return redis.call('LLEN', notes)`;

/** KEYS 1 an import's notes. ARGV 1 how many of them, 2 the last of these, 3 what stands for all of them. */
export const CONDENSE = `
if redis.call('LINDEX', KEYS[1], ARGV[1] - 1) ~= ARGV[2] then return end
redis.call('LTRIM', KEYS[1], ARGV[1] - 1, -1)
redis.call('LSET', KEYS[1], 0, ARGV[3])`;

/** KEYS 1 lanes, 2 the lane. ARGV 1 portal, 2 reason, 3 message. */
export const PAUSE = `
redis.call('SADD', KEYS[1], ARGV[1])
redis.call('HSET', KEYS[2], 'pause', ARGV[2], 'message', ARGV[3])
redis.call('HDEL', KEYS[2], 'until', 'for')`;

/** KEYS 1 the lane. ARGV 1 kind. Gives how many failures of that kind there were in a row. */
export const FAILED = `
if redis.call('HGET', KEYS[1], 'kind') ~= ARGV[1] then redis.call('HSET', KEYS[1], 'kind', ARGV[1], 'failures', 0) end
return redis.call('HINCRBY', KEYS[1], 'failures', 1)`;

/** KEYS 1 the import. */
export const FORGET = `${EACH_KEY}
each(KEYS[1], function(key) redis.call('DEL', key) end)`;

/** KEYS 1 who looks. ARGV 1 for how long, in ms. */
export const SWEEP = `return redis.call('SET', KEYS[1], 1, 'NX', 'PX', ARGV[1])`;

/** KEYS 1 what all keys begin with. ARGV portals. Gives those of them whose lanes have slices, and are not paused. */
export const OPEN = `
local open = {}
for _, portal in ipairs(ARGV) do
  local isPaused = redis.call('HEXISTS', KEYS[1] .. 'lane:' .. portal, 'pause')
  if redis.call('EXISTS', KEYS[1] .. 'slices:' .. portal) > isPaused then open[#open + 1] = portal end
end
return open`;

/** KEYS 1 the import. */
export const CANCEL = `
if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], 'cancelled', 1) end`;
