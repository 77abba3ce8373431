import type pg from "pg";

/** What `work` does with its client is committed together, or not at all when it throws. Answers what `work` does. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let isBroken = false;
  try {
    await client.query("BEGIN");
    const answer = await work(client);
    await client.query("COMMIT");
    return answer;
  } catch (error) {
    // What went wrong first is the caller's; a connection that can't go back to its beginning is not used again.
    isBroken = await client.query("ROLLBACK").then(() => false, () => true);
    throw error;
  } finally {
    client.release(isBroken);
  }
}

/** Does `work` and takes it back: for what a database answers, without the trace. */
export async function withoutTrace<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  let answer: { value: T } | undefined;
  await inTransaction(pool, async (client) => {
    answer = { value: await work(client) };
    throw takenBack;
  }).catch((error: unknown) => {
    if (error !== takenBack) throw error;
  });
  if (!answer) throw new Error("the transaction was taken back before its work was done");
  return answer.value;
}

const takenBack = new Error("taken back");
