-- Takes the next free moment of every gate at once (GCRA; `free_at` is the theoretical arrival time, bursts are given
-- as milliseconds). Answers how long to wait before sending. A wait above `wait_max_ms` is denied and takes nothing:
-- then the answer is in `denied_ms`. Rows are locked in key order, so that two callers can't wait for each other.
CREATE FUNCTION reserve_send(keys text[], intervals_ms float8[], bursts_ms float8[], wait_max_ms float8,
                             OUT wait_ms float8, OUT denied_ms float8)
LANGUAGE plpgsql AS $$
DECLARE
  longest float8;
  instant timestamptz;
BEGIN
  INSERT INTO send_gates (key, free_at) SELECT DISTINCT k, '-infinity'::timestamptz FROM unnest(keys) k ORDER BY k ON CONFLICT DO NOTHING;
  PERFORM 1 FROM send_gates WHERE key = ANY (keys) ORDER BY key FOR UPDATE;
  instant := clock_timestamp();
  SELECT max(greatest(0, extract(epoch FROM greatest(g.free_at, instant) - instant) * 1000 + a.interval_ms - a.burst_ms)) INTO longest
    FROM unnest(keys, intervals_ms, bursts_ms) AS a(key, interval_ms, burst_ms) JOIN send_gates g USING (key);
  IF longest > wait_max_ms THEN
    denied_ms := longest;
    RETURN;
  END IF;
  UPDATE send_gates g SET free_at = greatest(g.free_at, instant) + a.interval_ms * interval '1 ms'
    FROM unnest(keys, intervals_ms) AS a(key, interval_ms) WHERE g.key = a.key;
  wait_ms := longest;
END $$;

-- Where a delivery stands in its lane: milliseconds since 2020 and 23 bits below them. First attempts stand by their
-- event's id (a ULID: 10 symbols of time, 16 that rise within a millisecond), whichever run was done first; retries by
-- the time they are due, behind everything that came before.
CREATE FUNCTION event_place(id text) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (sum(CASE WHEN n <= 10 THEN value << (5 * (10 - n)) ELSE 0 END)::bigint - 1577836800000) << 23
    | (sum(CASE WHEN n > 21 THEN value << (5 * (26 - n)) ELSE 0 END)::bigint & 8388607)
  FROM (
    SELECT n, greatest(strpos('0123456789ABCDEFGHJKMNPQRSTVWXYZ', substr(right(id, 26), n, 1)) - 1, 0)::bigint AS value
    FROM generate_series(1, 26) n
  ) symbols
$$;

CREATE FUNCTION tail_place(at timestamptz) RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT ((extract(epoch FROM coalesce(at, now())) * 1000)::bigint - 1577836800000) << 23
$$;
