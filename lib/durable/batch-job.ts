/** A job that works through many rows: its own row says how far it is, the trigger only which one. */
export type BatchJobData = { organizationId: string; jobId: string; round: number };

/** `notBeforeMs`, Unix milliseconds: the next batch would find nothing to do earlier. */
export type BatchOutcome = { isOver: boolean; notBeforeMs?: number };

/** What works through one kind of such jobs. */
export type BatchJob = {
  id: string;
  trigger: string;
  /** Moves the job's own row along, so a repetition goes on where the job stands. */
  batch: (job: BatchJobData) => Promise<BatchOutcome>;
  fail: (job: BatchJobData, message: string) => Promise<void>;
};
