export { configure, ingest, ingestBatch } from "./default-client";
export { createClient } from "./client";
export type { Client } from "./client";
export { IngestError } from "./ingest-error";
export type { BatchEntries, BatchEntry, BatchResult, EventMap, IngestOptions, IngestResult, Options, PayloadOf, Rejected, SchemaProblem } from "./types";
