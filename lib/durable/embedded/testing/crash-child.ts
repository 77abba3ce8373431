// A process to be killed or stopped by a test: an executor whose steps leave their effects in the table `effects`.
import pg from "pg";
import { createExecutor } from "../executor";
import { effectFunctions } from "./effect-functions";

const [url = "", leaseMs = "5000"] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: url, max: 4 });
pool.on("error", () => {});
const executor = createExecutor({ url, functions: effectFunctions(pool, "child"), slots: 64, leaseMs: Number(leaseMs) });
await executor.start();
process.stdout.write("ready\n");
