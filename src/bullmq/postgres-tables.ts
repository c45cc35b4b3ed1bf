/** Makes what is not there yet; two that begin at once wait for each other. */
export const TABLES = `
SELECT pg_advisory_xact_lock(hashtext('hubspot_batch'));
CREATE SCHEMA IF NOT EXISTS hubspot_batch;
CREATE TABLE IF NOT EXISTS hubspot_batch.lanes (
  name text, portal text, turn text, pause text, message text NOT NULL DEFAULT '', until_ms bigint NOT NULL DEFAULT 0,
  waits_for text NOT NULL DEFAULT '', kind text, failures int NOT NULL DEFAULT 0, PRIMARY KEY (name, portal));
CREATE TABLE IF NOT EXISTS hubspot_batch.imports (
  name text, import text, operation text NOT NULL, queued_ms bigint NOT NULL, cancelled boolean NOT NULL DEFAULT false,
  expires_ms bigint, failed bigint NOT NULL DEFAULT 0, unknown bigint NOT NULL DEFAULT 0,
  succeeded bigint NOT NULL DEFAULT 0, PRIMARY KEY (name, import));
CREATE TABLE IF NOT EXISTS hubspot_batch.slices (
  id bigserial PRIMARY KEY, name text NOT NULL, portal text NOT NULL, import text NOT NULL, from_index bigint NOT NULL,
  to_index bigint NOT NULL, slice text NOT NULL, done boolean NOT NULL DEFAULT false, UNIQUE (name, import, from_index));
CREATE INDEX IF NOT EXISTS slices_of_lanes ON hubspot_batch.slices (name, portal, id) WHERE NOT done;
CREATE TABLE IF NOT EXISTS hubspot_batch.ledger (
  name text, import text, chunk int, marks text NOT NULL, PRIMARY KEY (name, import, chunk));
CREATE TABLE IF NOT EXISTS hubspot_batch.intents (
  name text, import text, id text, places text NOT NULL, PRIMARY KEY (name, import, id));
CREATE TABLE IF NOT EXISTS hubspot_batch.notes (
  id bigserial PRIMARY KEY, name text NOT NULL, import text NOT NULL, note_id text NOT NULL, note text NOT NULL,
  UNIQUE (name, import, note_id));
CREATE TABLE IF NOT EXISTS hubspot_batch.sweeps (name text PRIMARY KEY, until_ms bigint NOT NULL)`;
